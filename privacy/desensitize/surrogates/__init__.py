"""Surrogates: another value of the same kind and form, which nobody has. No IO.

draw        keyed chance; no surrogate for two originals
names       persons
numbers     telephones, identity and bank numbers, network addresses
contacts    e-mail, web addresses, messengers
places      addresses, organisations
shape       all else: a letter for a letter, a digit for a digit
"""
