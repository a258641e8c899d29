"""The portfolio: where every SDS stands that the person may see."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def portfolio(request: HttpRequest) -> HttpResponse:
    return render(request, "readiness/portfolio.html")
