from readiness.differences import ABSENT, differences


def test_values_are_named_as_far_down_as_both_sides_have_the_same_keys():
    old = {"a": [1, 2], "b": {"c": 1}, "d": "same"}
    new = {"a": [1, 3], "b": {"c": 1, "e": 2}, "d": "same"}
    assert list(differences(old, new)) == [("$.a", [1, 2], [1, 3]), ("$.b.e", ABSENT, 2)]


def test_one_that_came_and_one_that_went_leave_the_others_alone():
    old = {"evidence": [{"id": "e1", "kind": "a"}, {"id": "e2", "kind": "b"}]}
    new = {"evidence": [{"id": "e2", "kind": "c"}, {"id": "e3", "kind": "d"}]}
    assert list(differences(old, new)) == [
        ("$.evidence[e1]", {"id": "e1", "kind": "a"}, ABSENT),
        ("$.evidence[e2].kind", "b", "c"),
        ("$.evidence[e3]", ABSENT, {"id": "e3", "kind": "d"}),
    ]


def test_another_order_is_told_as_that():
    old = {"routes": [{"id": "r1"}, {"id": "r2"}, {"id": "r3"}]}
    new = {"routes": [{"id": "r2"}, {"id": "r1"}, {"id": "r3"}]}
    assert list(differences(old, new)) == [
        ("$.routes in order", ["r1", "r2", "r3"], ["r2", "r1", "r3"]),
    ]
