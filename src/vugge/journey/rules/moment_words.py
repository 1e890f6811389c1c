"""A moment of the route in words, and a window: when a station is, for whoever does not know their birthday by weeks.

Offers `moment_words` and `window_words`.
"""

from datetime import date, timedelta
from typing import Final

from vugge.journey.rules.route import Anchor, Moment
from vugge.kit.text import Sentence, sentence

_ADULT_WORDS_FROM: Final = 15
"""From this age a text speaks of the young person and no longer of the child."""
_LAST_GRADE: Final = 9
_AUGUST: Final = 8
_BEFORE_SCHOOL: Final = -1
_BIRTHS: Final = (Anchor.BIRTH, Anchor.CORRECTED_BIRTH)
_LEAP_YEAR: Final = 2024
_MONTHS: Final = (
    sentence("januar"),
    sentence("februar"),
    sentence("marts"),
    sentence("april"),
    sentence("maj"),
    sentence("juni"),
    sentence("juli"),
    sentence("august"),
    sentence("september"),
    sentence("oktober"),
    sentence("november"),
    sentence("december"),
)


def window_words(opens: Moment, closes: Moment) -> Sentence:
    """Say from when to when a station is open; `closes` is the first day after.

    >>> window_words(Moment(Anchor.BIRTH, months=2), Moment(Anchor.BIRTH, months=3)).say()
    'Fra barnet er 2 måneder, til det er 3 måneder'
    >>> window_words(Moment(Anchor.GRADE, number=8), Moment(Anchor.GRADE, number=9)).say()
    'I 8. klasse'
    """
    if _is_whole_grade(opens, closes):
        return sentence("I {grade}. klasse", grade=str(opens.number))
    if _is_between_ages(opens, closes):
        return _ages(opens, closes)
    if opens.anchor is closes.anchor is Anchor.PREGNANCY:
        return sentence(
            "Fra uge {first} til og med uge {last} i graviditeten",
            first=str(opens.weeks + opens.days // 7),
            last=str((closes.weeks * 7 + closes.days - 1) // 7),
        )
    if closes.month is not None:
        last = _day_before(closes)
        if opens.month is not None and (opens.anchor, opens.number) == (last.anchor, last.number):
            return sentence("Fra {opens} til og med {last}", opens=_day(opens), last=moment_words(last))
        return sentence("Fra {opens} til og med {last}", opens=moment_words(opens), last=moment_words(last))
    return sentence("Fra {opens}, og før {closes}", opens=moment_words(opens), closes=moment_words(closes))


def moment_words(moment: Moment) -> Sentence:
    """Say a moment so that it fits behind "fra", "før" and "til".

    >>> moment_words(Moment(Anchor.GRADE, number=9, month=3, day=1)).say()
    '1. marts i 9. klasse'
    >>> moment_words(Moment(Anchor.PREGNANCY, weeks=22)).say(), moment_words(Moment(Anchor.BIRTH)).say()
    ('uge 22 i graviditeten', 'fødslen')
    """
    match moment.anchor:
        case Anchor.PREGNANCY:
            return sentence("uge {week} i graviditeten", week=str(moment.weeks + moment.days // 7))
        case Anchor.BIRTH | Anchor.CORRECTED_BIRTH:
            return _age(moment)
        case Anchor.GRADE:
            return _grade(moment)
        case Anchor.YEAR_TURNING:
            return _year(moment)
        case Anchor.ARRIVAL:
            return _arrival(moment)


def _is_whole_grade(opens: Moment, closes: Moment) -> bool:
    if opens.number is None or not 0 <= opens.number <= _LAST_GRADE:
        return False
    return opens == Moment(Anchor.GRADE, number=opens.number) and closes == Moment(
        Anchor.GRADE, number=opens.number + 1
    )


def _is_between_ages(opens: Moment, closes: Moment) -> bool:
    return opens.anchor is closes.anchor and opens.anchor in _BIRTHS and _length(opens) is not None


def _ages(opens: Moment, closes: Moment) -> Sentence:
    young, old = _length(opens), _length(closes)
    if opens.anchor is Anchor.CORRECTED_BIRTH:
        return sentence(
            "Fra barnet er {young}, til det er {old}. Kom det for tidligt, tæller vi fra terminen", young=young, old=old
        )
    if opens.years >= _ADULT_WORDS_FROM:
        return sentence("Fra den unge er {young}, til den unge er {old}", young=young, old=old)
    return sentence("Fra barnet er {young}, til det er {old}", young=young, old=old)


def _age(moment: Moment) -> Sentence:
    length = _length(moment)
    is_corrected = moment.anchor is Anchor.CORRECTED_BIRTH
    if length is None:
        return sentence("terminen eller fødslen") if is_corrected else sentence("fødslen")
    if is_corrected:
        return sentence("barnet er {age} regnet fra terminen, hvis det kom for tidligt", age=length)
    if moment.years >= _ADULT_WORDS_FROM:
        return sentence("den unge er {age}", age=length)
    return sentence("barnet er {age}", age=length)


def _grade(moment: Moment) -> Sentence:
    grade = moment.number or 0
    named = None if moment.month is None else _day(moment)
    later = _length(moment)
    if later is not None:
        begins = _grade(Moment(Anchor.GRADE, number=moment.number, month=moment.month, day=moment.day))
        return sentence("{length} efter {begins}", length=later, begins=begins)
    if named is None:
        return _begins(grade)
    if grade == _BEFORE_SCHOOL:
        return sentence("{day} i skoleåret før skolestart", day=named)
    if grade <= _LAST_GRADE:
        return sentence("{day} i {grade}. klasse", day=named, grade=str(grade))
    return sentence("{day} i {year}", day=named, year=_after_school(grade))


def _begins(grade: int) -> Sentence:
    if grade == _BEFORE_SCHOOL:
        return sentence("begyndelsen af skoleåret før skolestart")
    if grade <= _LAST_GRADE:
        return sentence("begyndelsen af {grade}. klasse", grade=str(grade))
    return sentence("begyndelsen af {year}", year=_after_school(grade))


def _after_school(grade: int) -> Sentence:
    """Say which school year it is behind grade 9, where there are no grades that all go to."""
    count = grade - _LAST_GRADE
    if count == 1:
        return sentence("skoleåret efter 9. klasse")
    return sentence("det {count}. skoleår efter 9. klasse", count=str(count))


def _year(moment: Moment) -> Sentence:
    age = str(moment.number or 0)
    if moment.month is None:
        return sentence("begyndelsen af det år, man fylder {age}", age=age)
    return sentence("{day} i det år, man fylder {age}", day=_day(moment), age=age)


def _arrival(moment: Moment) -> Sentence:
    length = _length(moment)
    if length is None:
        return sentence("den dag, I flyttede hertil")
    return sentence("{length} efter den dag, I flyttede hertil", length=length)


def _length(moment: Moment) -> Sentence | None:
    """Say years, months, weeks and days; None for none at all."""
    parts = [
        sentence("1 år") if moment.years == 1 else sentence("{years} år", years=moment.years),
        sentence("1 måned") if moment.months == 1 else sentence("{months} måneder", months=moment.months),
        sentence("1 uge") if moment.weeks == 1 else sentence("{weeks} uger", weeks=moment.weeks),
        sentence("1 dag") if moment.days == 1 else sentence("{days} dage", days=moment.days),
    ]
    amounts = (moment.years, moment.months, moment.weeks, moment.days)
    said = tuple(part for part, amount in zip(parts, amounts, strict=True) if amount)
    return sentence("{parts}", parts=said) if said else None


def _day(moment: Moment) -> Sentence:
    return sentence("{day}. {month}", day=str(moment.day or 1), month=_MONTHS[(moment.month or 1) - 1])


def _day_before(moment: Moment) -> Moment:
    """Return the last day of a window whose first day after is named; 1 August is the 31 July of the grade before."""
    month, day = moment.month or 1, moment.day or 1
    before = date(_LEAP_YEAR, month, day) - timedelta(days=1)
    number = moment.number
    if number is not None and _begins_the_year(moment.anchor, month, day):
        number -= 1
    return Moment(
        moment.anchor,
        number=number,
        years=moment.years,
        months=moment.months,
        weeks=moment.weeks,
        days=moment.days,
        month=before.month,
        day=before.day,
    )


def _begins_the_year(anchor: Anchor, month: int, day: int) -> bool:
    return (month, day) == ((_AUGUST, 1) if anchor is Anchor.GRADE else (1, 1))
