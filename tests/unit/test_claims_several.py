"""Who is meant by words for several that were told before, and which two organisations by 'both' and 'neither'."""

import pytest

from tests.unit.test_claims_frames import expected
from tests.unit.test_claims_readings import told

PASSAGES = {
    # nobody of a group
    "Nepal applied to the SCO in 2016, Qatar in 2018; neither has been admitted.": (
        "applied NPL SCO @2016; applied QAT SCO @2018; admitted NPL SCO negated; admitted QAT SCO negated"
    ),
    "Haiti left CARICOM in 2003, Belize in 2004. Neither of the two has returned.": (
        "withdrew HTI CARICOM @2003; withdrew BLZ CARICOM @2004;"
        " admitted HTI CARICOM negated; admitted BLZ CARICOM negated"
    ),
    "Kenya, Zambia and Malawi, none of which has joined ASEAN, sent guests.": (
        "admitted KEN ASEAN negated; admitted ZMB ASEAN negated; admitted MWI ASEAN negated"
    ),
    "Fiji, Tonga and Samoa applied to join APEC. None has been let in so far.": (
        "applied FJI APEC; applied TON APEC; applied WSM APEC;"
        " admitted FJI APEC negated; admitted TON APEC negated; admitted WSM APEC negated"
    ),
    "Fiji and Tonga applied to join APEC. Neither of the ministers has left.": (
        "applied FJI APEC; applied TON APEC"
    ),
    "Fiji and Tonga applied to join APEC. Two guests came; neither of them was admitted to the hall.": (
        "applied FJI APEC; applied TON APEC"
    ),
    "Fiji and Tonga applied to join APEC. Neither has joined the strike.": (
        "applied FJI APEC; applied TON APEC"
    ),
    # what is another state's, or only what a stance is on
    "Nepal, Fiji and Tonga met. Two of the three, Nepal and Fiji, opposed the accession of Samoa to APEC.": (
        "opposes WSM APEC actor=NPL; opposes WSM APEC actor=FJI"
    ),
    "Nepal and Bhutan joined SAARC. Neither has ratified Qatar's accession to SAARC.": (
        "admitted NPL SAARC; admitted BTN SAARC;"
        " ratified QAT SAARC negated actor=NPL; ratified QAT SAARC negated actor=BTN"
    ),
    # more than they had
    "Nepal and Qatar are observers in the SCO. Neither has been admitted.": (
        "holds NPL SCO observer; holds QAT SCO observer; admitted NPL SCO negated; admitted QAT SCO negated"
    ),
    "Nepal and Qatar are observers in the SCO. Neither is a full member.": (
        "holds NPL SCO observer; holds QAT SCO observer; holds NPL SCO negated; holds QAT SCO negated"
    ),
    "Benin, Togo and Niger were suspended from the AU. None of them has been readmitted.": (
        "suspended BEN AU; suspended TGO AU; suspended NER AU;"
        " reinstated BEN AU negated; reinstated TGO AU negated; reinstated NER AU negated"
    ),
    "Benin, Togo and Niger were suspended from the AU; none has been readmitted.": (
        "suspended BEN AU; suspended TGO AU; suspended NER AU;"
        " reinstated BEN AU negated; reinstated TGO AU negated; reinstated NER AU negated"
    ),
    "Fiji and Tonga applied to join APEC. Neither has withdrawn its application.": (
        "applied FJI APEC; applied TON APEC; declines FJI APEC negated; declines TON APEC negated"
    ),
    # all of a group
    "Nepal and Bhutan joined SAARC. Each of them has ratified the WTO agreement.": (
        "admitted NPL SAARC; admitted BTN SAARC; ratified NPL WTO; ratified BTN WTO"
    ),
    "Nepal and Bhutan joined SAARC. All of this was planned.": "admitted NPL SAARC; admitted BTN SAARC",
    # some of a group, by name
    "ECOWAS sent envoys. Two of them, Ghana and Benin, have joined BRICS.": "admitted GHA BRICS; admitted BEN BRICS",
    "SADC has old members. Three of them, Angola, Lesotho and Malawi, have also joined COMESA.": (
        "admitted AGO COMESA; admitted LSO COMESA; admitted MWI COMESA"
    ),
    # some of a group, but for those that are excepted
    "Chad, Niger, Mali and Togo are members of the AU. Three of the four also belong to the OIC. Mali does not.": (
        "holds TCD AU; holds NER AU; holds MLI AU; holds TGO AU; holds TCD OIC; holds NER OIC; holds TGO OIC;"
        " holds MLI OIC negated"
    ),
    "Chad, Niger, Mali and Togo are members of the AU. Two of them have joined BRICS. Mali was glad.": (
        "holds TCD AU; holds NER AU; holds MLI AU; holds TGO AU"
    ),
    "Chad, Niger and Mali are members of the AU. Two belong to BRICS. Three more have applied.": (
        "holds TCD AU; holds NER AU; holds MLI AU"
    ),
    "Peru, Chile, Cuba, Haiti and Fiji are members of the UN. Three of the five sit in APEC. Cuba and Haiti do not.": (
        "holds PER UN; holds CHL UN; holds CUB UN; holds HTI UN; holds FJI UN;"
        " holds PER APEC; holds CHL APEC; holds FJI APEC"
    ),
    # two organisations
    "Iceland joined NATO in 1949 and the OECD in 1961. Andorra belongs to neither.": (
        "admitted ISL NATO @1949; admitted ISL OECD @1961; holds AND NATO negated; holds AND OECD negated"
    ),
    "Iceland joined NATO in 1949 and the OECD in 1961. Norway is a member of both.": (
        "admitted ISL NATO @1949; admitted ISL OECD @1961; holds NOR NATO; holds NOR OECD"
    ),
    "NATO and the OECD met in Oslo. Andorra lost faith in both.": "",
    "NATO and the OECD met in Oslo. Andorra belongs to both worlds.": "",
    # members that join or leave something else
    "Two of its members, Qatar and Oman, left OPEC in 2019.": "withdrew QAT OPEC @2019; withdrew OMN OPEC @2019",
    "Two ASEAN members, Laos and Brunei, are not in APEC.": "holds LAO ASEAN; holds BRN ASEAN",
    "Among the members of ASEAN, Laos alone is not in APEC.": "holds LAO ASEAN; holds LAO APEC negated",
}


@pytest.mark.parametrize(("text", "claims"), PASSAGES.items(), ids=lambda value: value[:60])
def test_several_told_before_are_meant_where_it_is_clear_who(text: str, claims: str) -> None:
    assert told(text) == (expected(claims) if claims else set())
