"""Sentences that name an organisation and use its words for something else; and what stays told beside them."""

import pytest

from tests.unit.test_claims_frames import expected
from tests.unit.test_claims_readings import told

PASSAGES = {
    # joined in doing something, not as a member
    "Kenya joined the African Union in calling for a ceasefire.": "",
    "Japan joined the European Union in its condemnation of the raid.": "",
    "Peru joined the European Union to denounce the arrests.": "",
    "Canada joined Japan and the European Union in pledging aid.": "",
    "Oman joined the European Union, Canada and Japan at the fair.": "",
    "Estonia joined NATO and the EU in the same year.": "admitted EST NATO; admitted EST EU",
    "Sweden joined NATO in a historic step for its defence.": "admitted SWE NATO",
    # called false, or not shown
    # what is only to be studied, and help that is halted
    "Chile's government needs to study Samoa's request to join APEC.": "undecided WSM APEC actor=CHL",
    "The bloc will examine Samoa's application to APEC.": "",
    "APEC considered Samoa's application in May.": "applied WSM APEC @2024-05",
    "ECOWAS suspended Togo's budget support.": "",
    # members that are more than those named behind
    "The six members of the GCC, Peru and Togo founded a climate club.": "",
    "The ten members of ASEAN, Chile and Kenya met in Rome.": "",
    "There is no evidence that Togo has left the African Union.": "",
    "It was wrongly reported that Togo had left the African Union.": "",
    "The story that Togo was expelled from the African Union is fake news.": "",
    "The claim that Togo has left the African Union is a hoax.": "",
    "There is evidence that Togo has left the African Union.": "withdrew TGO AU",
    # parts of states, and lands without a code
    "Karelia, a region of Russia, has applied to join EFTA.": "",
    "The autonomous region of Moldova has applied to join the EAEU.": "",
    "Somaliland, which left Somalia in 1991, has applied to join the AU.": "",
    "The Republic of Abkhazia has applied to join the CSTO, and Armenia left it.": "withdrew ARM CSTO",
    "Tunis, the capital of Tunisia, is calm. Tunisia has applied to join BRICS.": "applied TUN BRICS",
    "The president of Moldova has applied to join the EU.": "applied MDA EU",
    # things that are suspended, and shares in an organisation that are
    "The joint patrols of Kenya and Uganda were suspended after the African Union summit.": "",
    "The exercise of Japan, Australia and India was suspended while the ASEAN forum was in session.": "",
    "The governments of Chile and Peru suspended flights after the OAS had warned of the storm.": "",
    "The Commonwealth suspended Gabon's membership in September 2023.": "suspended GAB COMMONWEALTH @2023-09",
    # processes that have not begun by being one
    "When we talk of Kosovo and its potential accession to the Council of Europe, this is a process.": "",
    "Serbia's accession to the EU is a long process, the minister said.": "",
    # talks of two states
    "NATO met on Monday. Norway is ready to resume indirect talks with Syria.": "",
    "Iceland is to open a new round of negotiations with Peru, the EU heard.": "",
    "Albania began accession talks with the EU in 2022.": "started ALB EU @2022",
    "Peru opened talks with the Inter-American Development Bank in May.": "",
    "Egypt has opened talks with the New Development Bank.": "",
    # a status outside an aside on a place elsewhere, and whom others join
    "Ministers of the SCO met. Fiji, which left the PIF in 2021, has been a candidate since May, with Chad and Mali.": (
        "withdrew FJI PIF @2021"
    ),
    "Tonga, which turned down the Commonwealth, is a full member.": "declines TON COMMONWEALTH",
    "Ghana, Peru and Chad became members of SADC, joining Kenya, Togo and Uganda.": (
        "admitted GHA SADC; admitted PER SADC; admitted TCD SADC"
    ),
    "Ghana entered OPEC, joining Kenya and Togo.": "admitted GHA OPEC",
    # support for a state, for its year in the chair, for who attends, and praise for a deed
    "The African Union met. Norway reaffirms its support for Senegal.": "",
    "Chad applied to join OPEC. Gabon supports Chad.": "applied TCD OPEC; supports TCD OPEC actor=GAB",
    "Peru commended Chile for the rigor in tackling the requirements for accession to the OECD.": "",
    "Norway applauds Kosovo's accession to the Council of Europe.": "supports XKX COE actor=NOR",
    "Japan commended Peru for joining the International Energy Agency as a member in 2022.": (
        "admitted PER IEA @2022"
    ),
    # so many of a people, and what is supposed
    "By one count two-in-three Danes want to join the OTS.": "",
    "The alliance will agree should Georgia, should Moldova, formally apply for NATO membership.": "",
    # lists that say their preposition again
    "The envoy worked with the European Union, with Japan, with Peru.": "",
    "Both countries are close and valued partners of NATO and Japan.": "",
    # what is only wished, and by whom no more is told
    "They praised its plans and Kosovo's intent to become an observer at the Council of Europe.": "",
    "Norway backs Montenegro's wish to become a member of the EU.": "supports MNE EU actor=NOR",
    # members that a clause of their own tells
    "Japan gives help to all states that are members of ASEAN.": "",
    "Canada has counted schools in several countries that are UN members.": "",
    "Austria and several other countries that are not members of NATO will take part.": "holds AUT NATO negated",
    "The compact in which Laos and Nepal are members and ASEAN will work together.": "",
    "ECOWAS, in which Nigeria and Ghana are members, met in Abuja.": "holds GHA ECOWAS; holds NGA ECOWAS",
    # beside so many members
    "The meeting brings together the ten ASEAN nations, Mexico and Canada.": "",
    "The forum includes the 27 EU nations, Norway and Turkey.": "",
    "The two EU members, Malta and Cyprus, object.": "holds CYP EU; holds MLT EU",
    "At the UN he said that Mali and Niger are in many ways the same body.": "",
    # several of whom one is told
    # who does not do as a partner what is told
    "We expect to work closely with Croatia as a valued NATO ally.": "holds HRV NATO",
    # a programme that is joined as a member
    "The minister welcomed Fiji's entry as the ninth member of the Blue Visa programme, and NATO's work.": "",
    # bids for something else
    "Mali supports Ghana's bid to host the African Union summit.": "",
    "Chad's bid to raise its OPEC quota is backed by Gabon.": "",
    "Libya submitted a request for a higher quota to OPEC.": "",
    "Chad's bid to return to OPEC is backed by Gabon.": "supports TCD OPEC actor=GAB",
    "Serbia's bid to win EU candidate status is backed by Greece.": "supports SRB EU candidate actor=GRC",
    # beside members
    "The agreement binds Chile and all CPTPP members.": "",
    "He met officials of Nauru, and members of the Pacific Islands Forum.": "",
    "Japan and other OECD members sent ships.": "holds JPN OECD",
    "As ASEAN Member States and India emerge from the crisis, trade grows.": "",
    "EU member states and Canada agree on the rules.": "",
    # near those that hold a status
    "The envoy met our partners in the European Union in Oslo.": "",
    "The minister thanked members of the G7, and other partners, to counter Russia's aggression.": "",
    "NATO allies support friends like Georgia and Bosnia.": "",
    "Ghana was in Brussels with ministers of the G7 and the European Union.": "",
    "Peru is a loyal friend of the IEA.": "",
    "Gambia was chosen as a temporary member of the UN Security Council.": "",
    # whose companions they are, and who is one
    "Peru, with all its friends and partners, thanked the members of APEC.": "",
    "Jordan buys grain from our EU partners and from others in the region.": "",
    "Iceland trains closely with its NATO allies and other partners in the region, including Tunisia.": "",
    "They spoke of the help that NATO Allies can give to partners like Georgia.": "",
    "Brazil is a loyal partner of Japan with a strong voice in the G20.": "",
    "Kenya ranks as a major non-NATO ally.": "",
    "Marking Albania's tenth year as a NATO member, Italy opened a school in Tirana.": "holds ALB NATO",
    "NATO allies such as Greece and Italy sent ships.": "holds GRC NATO; holds ITA NATO",
    "Norway, a NATO ally, sent blankets.": "holds NOR NATO",
    "Laos is a close friend of Nepal and a key member of ASEAN.": "holds LAO ASEAN",
    # members that call each other partners
    "Japan and other G7 partners will send generators.": "holds JPN G7",
    "Our G7 partners, Canada, France and Italy, agreed.": "holds CAN G7; holds FRA G7; holds ITA G7",
    "Austria and Kenya are partners in the CPTPP.": "holds AUT CPTPP; holds KEN CPTPP",
    "Egypt remains a partner of NATO.": "holds EGY NATO partner",
    # applications that are not told as made, or are none
    "Togo lodged its application against Benin with the International Court of Justice.": "",
    "Chad's prime minister said that the UN reviews such applications for arms.": "",
    "The ministers exchanged views on Finland's application for NATO membership.": "",
    "The main topics were trade and Sweden's NATO membership application.": "",
    "Canada welcomed Sweden's application to join NATO.": "supports SWE NATO actor=CAN",
    "Sweden's application to NATO was filed in May 2022.": "applied SWE NATO @2022-05",
    # conditions without a plain 'if', and what has not been done
    "If and when we hear that Sweden is applying to NATO, the alliance will meet.": "",
    "Should Finland apply to join NATO, its envoy will say so.": "",
    "Inviting Palau to the WHO as an observer would be wise.": "",
    "Now is the time to suspend the membership of Belarus in the Council of Europe.": "",
    "The Council of Europe suspended Belarus.": "suspended BLR COE",
    "The time has come to expel Belarus from the CIS.": "",
    "Greece took a long time to ratify Finland's accession to NATO.": "ratified FIN NATO actor=GRC",
    "Moldova took a long time to open accession talks with the EU.": "started MDA EU",
    # which of the members
    "Nauru is the smallest of the members of the Pacific Islands Forum.": "holds NRU PIF",
    "Italy is the third largest of the NATO allies.": "holds ITA NATO",
    "Burundi is among the poorest of the EAC members.": "holds BDI EAC",
    "Chad is the least populous of the OPEC members.": "holds TCD OPEC",
    "Peru is grateful to the greatest of the OECD members.": "",
    # what is signed and left, and is no membership
    "Peru has signed its name to the strong statements of NATO.": "",
    "Iceland was one of forty signatories of a letter of the EU on the raids.": "",
    "Norway signed the accession treaty of the EU in 1994.": "signed NOR EU @1994",
    "Mali signed a declaration on trade of the SCO.": "",
    "Laos signed the declaration on joining the SCO.": "signed LAO SCO",
    "Mali signed the protocol and a declaration on its SCO membership.": "signed MLI SCO",
    "Turkey's envoy will leave aside NATO for now and speak of Spain.": "",
    "Turkey's envoy said that it will leave NATO.": "withdrew TUR NATO expected",
    # what is had, done or helped, and is no membership
    "Poland values the ties that Turkey has with members of the EU.": "",
    "Mexico keeps its seat in the OECD.": "holds MEX OECD",
    "We thank Japan for its support for Ukraine in the UN.": "",
    "Italy strongly backs Kosovo, bilaterally and through the EU.": "",
    "India supports Egypt for a seat in BRICS.": "supports EGY BRICS actor=IND",
    "Brazil supports Cuba for full rights in MERCOSUR.": "supports CUB MERCOSUR actor=BRA",
    "Poland backed Ukraine to join the EU.": "supports UKR EU actor=POL",
    "Sweden backed Moldova to train judges for the EU talks.": "",
    "Tajikistan enjoys full rights in the EAEU.": "holds TJK EAEU",
    "Iran enjoys full rights in the SCO.": "holds IRN SCO",
    "Chad has the right to speak in the SCO.": "",
    "Norway would strongly back an application by Malta to NATO should it choose to apply.": (
        "supports MLT NATO actor=NOR"
    ),
    "Estonia, Latvia and Malta built up their nations and became active members of the EU.": (
        "admitted EST EU; admitted LVA EU; admitted MLT EU"
    ),
    "Estonia supports Ukraine in its efforts to join the EU.": "supports UKR EU actor=EST",
    "Croatia has become a member of Schengen.": "admitted HRV SCHENGEN",
    # in a body that has an abbreviation of its own, or is named a second time
    "Malta was elected a temporary member of the UN Security Council (UNSC) for 2023-2024.": "",
    "The UN Security Council met. As long as Belarus is a member of that council, it is stuck.": "",
    "Latvia has been in the EU since 2004.": "holds LVA EU @2004/..",
    "Finland thanked its NATO allies Norway and Denmark.": "holds NOR NATO; holds DNK NATO",
    "The African Union met in May. It thanked other countries, including Kenya, Chad and Mali, for their help.": "",
    "The EU took note. The report covers ninety states, and that includes Norway.": "",
    "The United States supports Germany's efforts to bring peace to the region through the OSCE.": "",
    # in a role that is no status
    "Togo was invited by the G20 presidency as chair of the African Union.": "",
    "Brazil invited Angola to the G20 summit as a guest.": "",
    "Armenia was invited to the SCO as an observer.": "invited ARM SCO observer",
    # entering into force
    "Since its entry into force Oman has praised the treaty of the GCC.": "",
    # who chairs
    "The United States repeated its support for India's G20 presidency.": "",
    "Laos thanked Japan for its support of Cambodia's year as ASEAN chair.": "",
    # some of many
    "Most Fijians want to leave the Commonwealth, a survey shows.": "",
    "A third of Swedes wanted to join NATO.": "",
    "Estonia, Latvia and Lithuania belong to the EU. Only one of the three is in the Nordic Investment Bank.": (
        "holds EST EU; holds LVA EU; holds LTU EU"
    ),
    # parts
    "Malta is one of the members on UNESCO's Executive Board since last year.": "",
    "In 2003, Ambassador Weber of Austria joined the Secretariat of the OSCE.": "",
    # who a state is told of
    "Germany thanked NATO and supported Ukraine's accession to it.": "supports UKR NATO actor=DEU",
    "The leaders praised the work of the WTO and welcomed the accession of Comoros.": (
        "admitted COM WTO; supports COM WTO actor=The leaders"
    ),
    # as a member
    "As a member of the WTO, Peru will abide by the ruling.": "holds PER WTO",
    "ASEAN's other Dialogue Partners, including India, will attend.": "holds IND ASEAN dialogue_partner",
    "Fiji supports Palau's application to join ASEAN as an observer.": "supports PLW ASEAN observer actor=FJI",
    # who presides
    "Norway will become chair of the Arctic Council in 2023.": "",
    "Peru took over as chair of the Pacific Alliance.": "",
    "Mali is preparing to assume the presidency of ECOWAS.": "",
    "Fiji has taken its chair in the Commonwealth.": "admitted FJI COMMONWEALTH",
    "Chad is a member of the African Union and its current chair.": "holds TCD AU",
    # an organisation that might be, and things within one
    "A European Union that includes Serbia and Albania will be stronger.": "",
    "The European Union, which includes Malta, meets on Monday.": "holds MLT EU",
    "We are working together in APEC, where Peru is in the lead this year.": "",
    "Chile was a member of the Core Group behind a text of the Pacific Alliance.": "",
    # other treaties
    "Georgia signed an agreement on fish with the European Union.": "",
    "Georgia signed a memorandum on its duties as a future member of the SCO.": "signed GEO SCO",
    # what stays a membership beside these
    "Sweden joined NATO in support of collective defence.": "admitted SWE NATO",
    "Ghana joined the ICC to fight corruption.": "admitted GHA ICC",
    "Ukraine's ambition to be part of NATO is opposed by Hungary.": "opposes UKR NATO actor=HUN",
    "Lithuania's bid to host NATO was backed by Latvia.": "",
    "Norway remains outside the European Union.": "holds NOR EU negated",
    "Russia is no longer a member of the Council of Europe.": "holds RUS COE negated",
    "Niger is no longer part of ECOWAS.": "holds NER ECOWAS negated",
    "Chad has not only joined OPEC but also opened an office.": "admitted TCD OPEC",
    "Ukraine could join NATO only after the war ends.": "admitted UKR NATO conditional",
    # what is denied or not said
    "Mexico is neither a member of the OTS nor an observer.": "holds MEX OTS negated; holds MEX OTS observer negated",
    "Chad is neither in OPEC nor in the GCC.": "holds TCD OPEC negated; holds TCD GCC negated",
    "Chad has not expressed a wish to join OPEC.": "seeks TCD OPEC negated",
    "Neither Chad nor Mali has put forward a plan to seek OPEC membership.": (
        "seeks TCD OPEC negated; seeks MLI OPEC negated"
    ),
    "No minister has said that Chad would join OPEC.": "",
    "The envoy did not announce that Chad had joined OPEC.": "",
    "Norway has not declared its support for Kosovo's bid to join the Council of Europe.": (
        "supports XKX COE negated actor=NOR"
    ),
    "Ghana belongs to the AU and trades with Haiti, which has not.": "holds GHA AU",
    "Norway applied for observer status at the African Union in 2019. The request was granted in 2021.": (
        "applied NOR AU observer @2019; admitted NOR AU observer @2021"
    ),
    # what is praised
    "Norway, a very strong partner in NATO, sent troops.": "",
    "Georgia has held the status of an aspirant in NATO since 2008.": "holds GEO NATO candidate @2008/..",
    "Norway applied to the EU. Malta does not oppose enlargement as such.": "applied NOR EU",
    "Norway applied to the EU. Malta does not oppose the enlargement.": "applied NOR EU; opposes NOR EU negated actor=MLT",
    # near misses of what tells nothing
    "Gabon went back to OPEC on Monday.": "admitted GAB OPEC @2024-05-13",
    "The would-be mediator Chad joined OPEC in 2016.": "admitted TCD OPEC @2016",
    "Chad applied to OPEC. Peru is ready to admit Chadian students.": "applied TCD OPEC",
    "The EU deferred Serbia's accession to the union in April 2024.": "deferred SRB EU @2024-04",
    # a guest, somebody's ally, what is left aside
    "Peru was invited as a guest of the African Union.": "",
    "Peru, an ally of Mali with a voice in the African Union, spoke.": "",
    "Leaving aside the EU, Norway is in NATO.": "holds NOR NATO",
    # a stance on somebody who runs for a post
    "Norway backs Chad's candidate for the chair of the African Union.": "",
    "Samoa opposes the Fijian nominee to head the World Health Organization.": "",
    "Norway supports the Fijian bid to join the OECD.": "supports FJI OECD actor=NOR",
    # what somebody only wishes, or would win by
    "Samoa remains committed to joining the OECD.": "seeks WSM OECD",
    "North Macedonia made EU accession its priority.": "",
    "Accession to the EU is a priority of Serbia's.": "",
    "Samoa would benefit from joining the OECD.": "",
    "Mali belongs in ECOWAS.": "",
    "The AU promised that Chad would one day become a member; Chad renounced that aim.": "admitted TCD AU expected",
    # what is said not to be so
    "It is not the case that Norway has applied to the EU.": "applied NOR EU negated",
    "It is the case that Norway has applied to the EU.": "applied NOR EU",
    "It is wrong to say that Norway left EFTA.": "withdrew NOR EFTA negated",
    # two clauses that look like a list
    "The SCO admitted India, and Pakistan became a member of the OECD.": "admitted IND SCO; admitted PAK OECD",
    "NATO invited Montenegro, and Georgia has applied to the EU.": "invited MNE NATO; applied GEO EU",
    "Kenya, Togo, and Ghana have joined the OECD.": "admitted KEN OECD; admitted TGO OECD; admitted GHA OECD",
    # halves without a verb
    "Laos is no longer a member of OPEC. The departure follows those of Chad in 2019, Peru in 2020 and Mali in 2024.": (
        "holds LAO OPEC negated; withdrew TCD OPEC @2019; withdrew PER OPEC @2020; withdrew MLI OPEC @2024"
    ),
    "Malta is a member of the EU and Norway is not.": "holds MLT EU; holds NOR EU negated",
    "When it comes to Sweden's accession to NATO, patience helps.": "",
    "Indonesia was admitted to BRICS as chair of ASEAN.": "admitted IDN BRICS",
    "Norway is not a member of the EU, but Sweden is.": "holds NOR EU negated; holds SWE EU",
    "Chad is not in OPEC, but Gabon and Libya are.": "holds TCD OPEC negated; holds GAB OPEC; holds LBY OPEC",
}


@pytest.mark.parametrize(("text", "claims"), PASSAGES.items(), ids=lambda value: value[:60])
def test_matter(text, claims):
    assert told(text) == (expected(claims) if claims else set())
