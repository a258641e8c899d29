"""What a file looks like, drawn and read by a process of its own that runs nothing of the uploader's."""
