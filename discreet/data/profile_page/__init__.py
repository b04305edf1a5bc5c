"""The profile of an owner's records as one HTML page: no script, no request, no text of a record.

client.preparation.profile  ─┐
client.preparation.clusters ─┴► render ─► profile.html
                                 ├ texts   every word, in English and Chinese
                                 ├ map     inline SVG
                                 └ profile.page.html
"""
