"""The words that publishers in many languages use for the columns of a table."""

from collections.abc import Mapping

from scicli.importing.import_options import Field

MEASURE_WORDS: Mapping[Field, frozenset[str]] = {
    Field.RANK: frozenset({
        "rank", "ranking", "rk", "rnk", "this week", "pos", "position", "place", "placing",
        "standing", "#", "no", "nr", "№", "rang", "platz", "platzierung", "stelle", "classement",
        "clasificación", "posición", "puesto", "posto", "posição", "colocação", "classificação",
        "posizione", "classifica", "место", "позиция", "ранг", "місце", "miejsce", "pořadí",
        "poradie",
        "helyezés", "sıra", "sıralama", "plats", "placering", "plass", "sija", "plaats", "loc",
        "排名", "名次", "位次", "序号", "順位", "順番", "순위", "등수", "랭킹", "الترتيب", "المركز",
        "peringkat", "hạng", "thứ hạng", "อันดับ", "क्रम", "दर्जा",
    }),
    Field.RATING: frozenset({
        "rating", "score", "scores", "points", "pts", "index", "value", "obs_value", "pct", "total",
        "note", "notes", "punkte", "punktzahl", "wert", "bewertung", "indexwert", "puntos",
        "puntuación", "puntaje", "valor", "pontos", "pontuação", "nota", "punteggio", "punti",
        "valore", "valeur", "баллы", "очки", "оценка", "значение", "бали", "punkty", "wynik",
        "body", "skóre", "pontszám", "puan", "poäng", "poeng", "pisteet", "score total", "scor",
        "得分", "分数", "总分", "分值", "值", "数值", "値", "값", "得点", "スコア", "点数", "점수",
        "총점", "지수", "النقاط", "skor", "điểm", "คะแนน", "अंक",
    }),
}  # fmt: skip
"""Names of columns that hold ranks or ratings."""
WEAK_RANK_WORDS = frozenset({"#", "no", "nr", "№", "序号"})
"""Names of columns that hold ranks only if no other column does."""

EDITION_WORDS = frozenset({
    "edition", "year", "date", "season", "week", "month", "quarter", "period", "chart date",
    "survey year", "rank date", "ranking date", "rankings date", "ranking year", "ranking week",
    "ranking month", "date of ranking", "list date", "survey date", "time_period", "time period",
    "time", "issue", "release", "vintage", "ausgabe",
    "jahr", "datum", "saison", "woche", "monat", "quartal", "année", "annee", "mois", "semaine",
    "trimestre", "édition", "año", "fecha", "temporada", "semana", "mes", "edición", "ano", "data",
    "mês", "edição", "anno", "mese", "stagione", "edizione", "год", "дата", "сезон", "рік", "rok",
    "év", "yıl", "tarih", "år", "vuosi", "jaar", "年", "年份", "年度", "日期", "届", "年次", "日付",
    "연도", "년도", "날짜", "회차", "시즌", "السنة", "سنة", "التاريخ", "tahun", "năm", "ปี", "वर्ष",
})  # fmt: skip
"""Names of columns that hold editions."""

GROUP_WORDS = frozenset({
    "category", "sex", "gender", "league", "division", "group", "subject", "discipline", "event",
    "type", "measure", "indicator", "class", "kategorie", "geschlecht", "catégorie", "sexe",
    "categoría", "sexo", "categoria", "sesso", "категория", "пол", "类别", "性别", "部門", "性別",
    "부문", "성별", "分野", "الفئة",
})  # fmt: skip
"""Names of columns that divide an edition into tables of their own."""

COUNTRY_WORDS = frozenset({
    "country", "nation", "economy", "country/territory", "territory", "location", "geo",
    "geography", "countries",
    "land", "staat", "pays", "país", "pais", "paese", "nazione", "страна", "країна", "kraj",
    "země", "ország", "ülke", "maa", "国家", "国", "国名", "國家", "국가", "나라",
    "الدولة", "البلد", "negara", "quốc gia", "ประเทศ", "देश",
})  # fmt: skip
REGION_WORDS = frozenset({
    "region", "area", "continent", "state", "province", "bundesland", "région", "región", "regione",
    "регион", "область", "地区", "地域", "省份", "지역", "المنطقة",
})  # fmt: skip
CITY_WORDS = frozenset({
    "city", "centre", "center", "stadt", "ville", "ciudad", "cidade", "città", "город", "місто",
    "miasto", "město", "város", "şehir", "stad", "by", "kaupunki", "城市", "都市", "도시", "市",
    "المدينة", "kota", "thành phố", "เมือง", "शहर",
})  # fmt: skip
TEAM_WORDS = frozenset({
    "team", "club", "constructor", "company", "employer", "school", "university", "college",
    "institution", "organisation", "organization", "firma", "unternehmen", "hochschule", "verein",
    "entreprise", "université", "école", "équipe", "empresa", "universidad", "universidade",
    "equipo", "equipe", "società", "squadra", "università", "компания", "команда", "университет",
    "公司", "企业", "企業", "学校", "大学", "球队", "기업", "회사", "대학", "학교", "팀",
    "الشركة", "الجامعة", "الفريق",
})  # fmt: skip
ARTIST_WORDS = frozenset({
    "artist", "author", "director", "manufacturer", "maker", "owner", "brand", "performer",
})  # fmt: skip
SUBJECT_WORDS = frozenset({
    "name", "player", "driver", "rider", "athlete", "golfer", "song", "title", "track", "album",
    "book", "film", "movie", "product", "model", "hospital", "airport", "bank", "site", "website",
    "language", "system", "species", "candidate", "entity", "fahrer", "spieler", "titel", "pilote",
    "joueur", "titre", "piloto", "jugador", "jogador", "título", "giocatore", "pilota", "titolo",
    "nom", "nombre", "nome", "имя", "название", "игрок", "名称", "名前", "姓名", "球员", "选手",
    "이름", "선수", "드라이버", "الاسم", "اللاعب", "vorname", "prénom", "naam", "navn", "namn",
    "nimi", "imię", "jméno",
})  # fmt: skip
"""Names of columns that name what is ranked."""

REMARK_WORDS = frozenset({
    "comment", "comments", "remark", "remarks", "note", "notes", "description", "link", "url",
    "website", "source", "sources", "bemerkung", "kommentar", "anmerkung", "commentaire",
    "comentario", "комментарий", "备注", "備考", "비고",
})  # fmt: skip
"""Words in the names of columns that say something of a row."""

NEVER_WORDS = frozenset({
    "ile", "perzentil", "perzentilrang", "prozentrang", "centile", "percentil", "백분위",
    "百分位", "百分位排名",
    "percentile", "pctl", "pctile", "quartile", "decile", "quintile", "change", "chg", "diff",
    "difference", "delta", "δ", "+/-", "+/−", "±", "movement", "move", "trend",
    "previous", "prev", "prior", "last",
    "past", "former", "peak", "best", "worst", "weeks", "wks", "weeks on chart", "age", "national",
    "local", "regional", "code", "iso", "iso2", "iso3", "id", "veränderung", "vorjahr", "vorwoche",
    "évolution", "variation", "variación", "variação", "variazione", "изменение", "变化", "변동",
    "前回", "上届", "전회", "py", "ly", "yoy", "earlier", "old",
})  # fmt: skip
"""Words in the names of columns that hold neither the rank nor the rating of an edition."""
