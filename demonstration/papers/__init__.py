"""The files of the demonstration: letters, certificates, messages, tables and pictures that it makes itself.

The same paper of the same days is the same bytes wherever and whenever it is made; of a picture this holds
for one version of what draws it.
"""
