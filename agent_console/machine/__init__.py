"""This computer: its clock, its keyring and key files, its processes.

Whatever is special to a platform lives here and nowhere else; app/ comes in, and hands the ports
to the rest. To add something: one file named after the thing of the machine, behind a port.
"""
