"""Invented names of Chinese places and of organisations for surrogates. Written for this project.

None of the 2,520 Chinese places of two characters, nor the 50,400 of three, is a county or a city
of GB/T 2260 (7,903 names since 1980) or a place in jieba's dictionary; none of the 2,880 company
names is among the 300,000 most frequent English words of wordfreq. English towns and streets are
made of the endings in `surrogate_names_en`.
"""

from __future__ import annotations

from privacy.desensitize.lexicon import words

PLACE_HEADS = (
    "皎岫棠槿霁漪浔泓渌澄筠篁荻菱蒲芷蘅杏桐榆柏枣梧槐杉椿栎樨鹭鸥鸢鹂鲤骏麒琅璞珞琥琼檀楝蓼蓁葭"
    "翎隼鸾骢骊釉瓯磬笙笛簪绫绡缃泠沚渚湑"
)
PLACE_MIDDLES = "云石金白青南北上下新古长双临明清平安永大"
PLACE_TAILS = "坪坞埠堰塬渚浦津汊淙濑湄岬嶂峪滩坝陌畈垄墟集堡关丘阁桥渡浔汀荡泾涧圩岙湑淀澥垛墩"

COMPANY_STEMS = words(
    """
    Abrex Advent Alcor Amvel Astrel Belvar Brevan Carvel Cendar Corvex Crestal Dalvor Delvan
    Drevan Eldar Embric Evant Fenwar Ferant Galvan Gestal Halvex Hestor Ilvan Jorvel Kestan
    Korvan Lestor Lorvex Lumvar Marvex Meltor Mervan Nalvex Norvan Nestal Olvar Orvant
    Ostrel Parvex Pelvor Prevan Quartel Quovan Relvar Rostan Selvor Sorvex Stravel Talvor
    Telvex Torvan Trelvar Ulvex Umbral Valtor Velstan Vestral Voltar Welvar Wexal Yarvan
    Zelvor Zorvan
    """
)
COMPANY_ENDINGS = words(
    """
    a adis ador agen alis amax anta aris atis avia eda egra elia endo enta era esco essa
    etis evo ia ica idian igen ilis imax inda ion iris isca ista itas ium olin omed onis ora
    osa otis ova uma unda ura ustra yx
    """
)

COMPANY_CHARACTERS = (
    "睿泓臻昶煜熠铭晟翊璨骐珩岑澍澔渊弘懿谦朗曜旻昱钧铎锵霖霆霄岱嵘峤崧恺悦惟恪慎敦筑楷榕樾栩桢"
    "槿蔚菁茗荃葳珏琮璟瓴翮翎骁骅骞麟鲲鹏鸿鹄隽祺禧禾穗稷穆笃筠简策纶维缦综罡羲聿致舜艺芃"
)
