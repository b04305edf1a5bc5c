"""Invented English names for surrogates. Written for this project.

A surname is a stem and an ending, a given name too. None of the 7252 surnames and 5568 given
names is in the US Census Bureau's name files of 1990 (88,799 surnames and 5,163 given names, public
domain), among the names of Faker's locales, or among the 300,000 most frequent English words of
wordfreq; no town is among the 340,000 names of places in GeoNames' list of cities.
"""

from __future__ import annotations

from privacy.desensitize.lexicon import words

STEMS = words(
    """
    Acker Adder Alder Ansel Arken Aspen Auber Badger Balder Barley Barrow Beacon Bellow
    Bilber Birchen Bramble Brander Brassing Brindle Bristle Broader Bromel Buckle Burnish
    Calder Carrow Catter Chaffer Chanter Cherrow Cinder Clover Cobble Copper Cormor Cotter
    Cradle Crandle Crimmer Crocken Cuckow Curlew Dapple Darrow Dover Dunnock Elder Ember
    Emmer Farrow Feather Fenner Ferrow Fescue Flaxen Flinter Foxen Furrow Gable Garnet
    Gillow Glimmer Gosling Grindle Gullen Gurnet Hagger Hallow Hatchel Heckle Hollow Hopper
    Inger Ivel Jasper Jenner Kelder Kestrel Kindle Larken Leather Linnet Lunder Madder
    Marrow Martle Mellow Merle Millow Minnow Mistle Moorel Mossen Mullen Nutter Orchel Osier
    Pallow Pebble Pepper Pilcher Pindle Plover Primble Quillen Redder Rendle Ripple Robbin
    Rowan Ruddle Rushen Sallow Settle Shaddow Shingle Sickle Sorrel Sparrow Spindle Starling
    Stubble Swallow Tabber Tallow Tansel Tarrow Teasel Thimble Thorner Timber Tinder Umber
    Usher Vesper Walder Wander Wattle Wether Whimbrel Wicker Widger Willow Winnow Woollen
    Yarrow Yewen Zeller
    """
)
SURNAME_ENDINGS = words(
    """
    acre beck bourne cliffe combe cote croft dean den fell fleet fold garth gate ham haven
    heath holme holt hope hurst keld leigh mead mere moss moor pool ridge rigg royd scale
    shaw slade stoke stow thorne thorpe thwaite toft vale ward wark water well wick wold
    worth wyke
    """
)

GIVEN_STEMS = words(
    """
    Abr Adv Ard Arl Arv Asc Ast Aub Bald Bel Bran Brel Bryn Cald Carv Chel Clem Corv Cress
    Dal Darv Del Dorv Drav Ebr Eld Elv Erv Esk Evr Farr Fen Fer Fior Frel Galv Gar Gel Gild
    Gor Grel Gwel Hal Harv Hel Hest Idr Ilv Ing Isk Jar Jel Jorv Kal Kel Kest Kor Lar Lind
    Lor Lyr Marv Mer Mor Nal Ner Nev Nor Olv Orl Osw Phil Ral Ren Rosv Sab Selv Ser Sil Tal
    Tam Tarv Tel Thal Thel Tor Trev Ulv Urs Val Vel Ver Wend Yel Yor Zel
    """
)
GIVEN_ENDINGS = words(
    """
    abeth afred aldine alind amund andry anthe aric avelle avin edine edwin egard elian
    elind elisse ellard elwyn emard emund enric erand ermine ethel evander evelle ibald
    idora igard iliane imund indra iolen isaura isenne ithe ivard iwen odeline odette odric
    olanda olind omund onwen orard orenne orin oswin otine ulfric umena unda yanne yldra
    ynwen yrand ysande
    """
)

# Stems that make no known town with any of the endings.
TOWN_STEMS = words(
    """
    Ansel Arken Aspen Auber Badger Barley Beacon Bellow Bilber Birchen Brander Brindle
    Bristle Broader Bromel Burnish Calder Carrow Chaffer Chanter Cherrow Clover Cobble
    Copper Cormor Cotter Cradle Crandle Crimmer Crocken Cuckow Curlew Dapple Darrow Dover
    Dunnock Farrow Feather Fenner Ferrow Fescue Flaxen Flinter Foxen Furrow Gable Garnet
    Gillow Glimmer Gosling Grindle Gullen Gurnet Hallow Hatchel Heckle Hollow Hopper Inger
    Ivel Jasper Jenner Kelder Kestrel Kindle Larken Leather Linnet Madder Marrow Martle
    Mellow Merle Millow Minnow Mistle Moorel Mossen Mullen Nutter Orchel Osier Pallow Pebble
    Pepper Pilcher Pindle Plover Primble Quillen Redder Rendle Ripple Robbin Rowan Ruddle
    Rushen Sallow Settle Shaddow Sickle Sorrel Sparrow Spindle Starling Stubble Swallow
    Tabber Tallow Tansel Tarrow Teasel Thimble Thorner Timber Tinder Umber Usher Vesper
    Walder Wattle Whimbrel Wicker Widger Willow Winnow Woollen Yarrow Yewen Zeller
    """
)
TOWN_ENDINGS = words(
    """
    ton ford bury by mouth minster wich ley den port bridge caster stead hampton borough
    ville market
    """
)
