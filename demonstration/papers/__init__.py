"""The files of the demonstration: letters, certificates and messages that the program makes itself.

The same paper of the same days is the same bytes wherever and whenever it is made.
"""
