"""
Cryptography of the house: algorithms by name, the keys of this installation, encrypted columns.

Nothing above this package names a cryptographic library: a hardware module (密码机) is put in by
registering its algorithms under the same names (`algorithms.py`).
"""
