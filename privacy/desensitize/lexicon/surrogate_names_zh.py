"""Parts of Chinese names for surrogates: real surnames, and characters that are rare in names.

The surnames are those of the Hundred Family Surnames (百家姓, Song dynasty, public domain) and
some that are frequent today, without those that are words above all. The characters for given names
were chosen by hand among plants, birds, fish, rivers, looms and carriages, and left out where they
are frequent in names: of 27,627 real names of three characters whose surname is among the commonest
120, 5 have both from here; of 1,316 of two characters, 36 have one from here (names tagged nr in
jieba's dictionary, MIT licence). The transcription characters are the usual ones of foreign names.
"""

from __future__ import annotations

from privacy.desensitize.lexicon import words

SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛奚范"
    "彭郎鲁韦昌马苗凤方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于傅皮卞齐康伍余元卜顾"
    "孟黄穆萧尹姚邵湛汪祁毛禹狄米贝臧计伏戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季贾路娄江童颜郭梅"
    "盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房裘缪解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程嵇"
    "邢裴陆荣翁荀惠甄封芮储靳汲糜松井段富巫乌焦巴隗车侯宓蓬全郗班秋仲伊宫宁栾甘厉戎祖武符刘景詹"
    "龙叶韶郜黎蓟白怀蒲邰鄂籍赖卓蔺屠蒙池乔胥苍闻莘翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿边扈燕"
    "冀郏浦尚农温庄晏柴瞿阎慕连茹宦艾容向古易戈廖庾暨衡耿弘匡寇禄阙欧沃利蔚越夔隆师巩聂晁敖融冷"
    "辛阚简饶曾沙鞠丰巢关蒯荆游竺权桓仉岳帅缑亢况晋楚闫汝鄢涂商牟佘佟伯赏墨谯笪阳肖覃冼邝麦佴揭"
    "苟练柒谌隋"
)

COMPOUND_SURNAMES = words(
    """
    欧阳 司马 上官 诸葛 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 司徒 司空 夏侯 轩辕 端木
    百里 呼延 南宫 闻人 澹台 公冶 宗政 濮阳 淳于 太叔 申屠 仲孙 钟离 鲜于 闾丘 赫连
    万俟 独孤 拓跋 东方 东郭 西门 南门 公羊 谷梁 左丘 公西 漆雕 乐正 壤驷 公良 夹谷
    段干 巫马
    """
)

GIVEN = (
    "砚畔槛蓑笠樵畦垄砾屿陌阡檐簌桨舷篷纨绡绫缕篱筏簪钗砧磬籁鸢鹂鸥鹬隼鲤鲈蛰萤荪蘅芃荇莳蒹葳蕤"
    "蓁藜藿芪芎荃茯葭芡菱菖蒲茭蕨薜荔葛芦荻蓼蓬蒿芫荽薤沚渚湄浒泖沣沩泗洮淦涪澧沱淠涑汾滹沁洹浉"
    "浯溆滁滏滦漯潞潴濉灞灌湍漩涧涡漕岫峤崤嵯岬岐峁嶂峪岖坞垣堞畹畛樟榆槐桦杉梧楸槭栎栲榉槠楝栌"
    "棣柘椿檀桉樨枳棕榈枋桁榫楹桅椽楫檩榻琚琮玑珐璎珞璞玦琅玕珉琥珀瑙璜瓒瑭筝笙箫笛埙筑缶镲镛钲"
    "钺钩耜镂铸锻镌钏钿镯绢帛绸缎缃缥缇绛绮绶绦纶缨缦缟绉纹绒裾袂襟屐艇舸艋舫舱舵橇辇辕辙轼轱辘"
    "辔甍瓯瓷釉盏壶觞毫笺册帙轴牒札椠霁霭霾霏霰霄霓晌晡晤昃昴曛曙闰稷黍粟稞秧穗粳粱糁酪醅醇醪醴"
    "酿酹獾骊骝骅骐骓骢骧骖鹊鹃鹞鹳鸾鸫鹄鹩鸲鸻鹀雁鹡鸰凫鲲鲟鲥鳜鳟鲂鲳拂撷掬拾擎搴遐迩迤逦迢邈"
    "遨遄遒皎皑皤缁汧洄洑浛涘淯湑湓溱滍漪澌濂瀫砥砭砺碣磐磻矶硖硎秭稔穑箬箸篁篾簏簟籍籀粲綦纾绗"
    "绠绨绻缋缛缱羧羿翙翥耒耘聆舲艖苕茀荼菥萁葑葶蒴蓂蔌蔻蕺薰蘼虬蜺蠡衿袆裒裼诂诩谖谡豳赉跂踔轫"
    "轭辂辚郢郧郯鄢鄯酎醍钤铋铦铩锊锜镆镡镵闼阃阆阙陔隰靰韫颀飏飔馥骁骃骈骎鲧鲦鳇鳙鸮鹇鹎鹗鹛鹢"
    "麇黼黻"
)

# What transcribed names begin with, have inside, and end with.
FIRST_SYLLABLES = (
    "阿艾奥巴贝博布查戴迪多厄法菲弗格哈海赫霍基杰卡凯科库拉莱劳勒雷里卢洛马麦梅米莫姆纳内尼诺欧"
    "帕佩皮普乔塞沙舍斯苏塔泰特托瓦维沃希谢雅伊尤泽扎朱"
)
LAST_SYLLABLES = "尔斯德特克顿姆恩尼拉娜兹夫森勒格利奇里塔诺瓦丁文宁曼伦达莎丝亚"
