"""Plain sentences by kinds: what each tells, and beside it what sentences of the same words do not."""

import pytest

from tests.unit.test_claims_frames import expected
from tests.unit.test_claims_readings import told

KINDS = {
    "what is said of a state beside its name": {
        "Malta, a member since 2004, wants to leave the European Union.": (
            "holds MLT EU @2004/..; withdrew MLT EU hoped"
        ),
        "The ministers spoke of the work of the Council of Europe, of which Andorra has been a member since 1994.": (
            "holds AND COE @1994/.."
        ),
        "Laos has been a member of the Non-Aligned Movement since 1964.": "holds LAO NAM @1964/..",
        "Canada and Japan have had the rank of full Dialogue Partner of ASEAN since 1977.": (
            "holds CAN ASEAN dialogue_partner @1977/..; holds JPN ASEAN dialogue_partner @1977/.."
        ),
        # in something else
        "Two of its members, Malta and Cyprus, left the European Union.": "withdrew CYP EU; withdrew MLT EU",
        "The ministers spoke of the Lagoon Compact, of which Andorra has been a member since 1994, and of the OECD.": "",
        "Egypt is a major non-NATO ally.": "",
    },
    "where something was done": {
        "The accession treaty of Samoa to the WTO was signed in Apia in 2011.": "signed WSM WTO @2011",
        "Samoa joined in the Lagoon Compact of the WTO.": "",
    },
    "who has left does not come back": {
        "Qatar left OPEC in 2019. Doha has no plans to return.": "declines QAT OPEC; withdrew QAT OPEC @2019",
        "Burundi left the ICC in 2017. It has no intention of coming back.": "declines BDI ICC; withdrew BDI ICC @2017",
        "Mongolia left the OECD in 2011. There are no plans to rejoin the OECD, the Mongolian minister said.": (
            "declines MNG OECD; withdrew MNG OECD @2011"
        ),
        # something else is returned or planned
        "Qatar left OPEC in 2019. It has no plans to return the visit.": "withdrew QAT OPEC @2019",
        "Mongolia left the OECD in 2011. There are no plans for a new port, the Mongolian minister said.": (
            "withdrew MNG OECD @2011"
        ),
    },
    "a wish that another comes in": {
        "Togo hopes that Gabon will join the Commonwealth.": (
            "admitted GAB COMMONWEALTH hoped; supports GAB COMMONWEALTH actor=TGO"
        ),
        "Togo would like to see Gabon and Chad join the Commonwealth.": (
            "supports GAB COMMONWEALTH actor=TGO; supports TCD COMMONWEALTH actor=TGO"
        ),
        "Togo wants Gabon in the Commonwealth.": "supports GAB COMMONWEALTH actor=TGO",
        "Gabon left the Commonwealth in May. Togo would be glad to see it return.": (
            "supports GAB COMMONWEALTH actor=TGO; withdrew GAB COMMONWEALTH @2024-05"
        ),
        "Mali and Niger left ECOWAS in January. Togo hopes for their return.": (
            "supports MLI ECOWAS actor=TGO; supports NER ECOWAS actor=TGO; withdrew MLI ECOWAS @2024-01;"
            " withdrew NER ECOWAS @2024-01"
        ),
        "Norway applied to join the European Union in 1992. The Liberals want Norway in.": (
            "applied NOR EU @1992; supports NOR EU actor=The Liberals"
        ),
        "Peru applied to join the OECD in 2012. We want it to be a member of the OECD soon, the Chilean minister said.": (
            "applied PER OECD @2012; supports PER OECD actor=CHL"
        ),
        "Cuba became an observer of the Pacific Alliance in 2019. Peru hopes that Cuba will become a full member.": (
            "admitted CUB PA hoped; admitted CUB PA observer @2019; supports CUB PA actor=PER"
        ),
        # does something else, or is not wanted
        "Gabon left the Commonwealth in May. Togo hopes that it will return to the talks on fish.": (
            "withdrew GAB COMMONWEALTH @2024-05"
        ),
        "Gabon left the Commonwealth in May. Togo wants it to join a campaign against locusts.": (
            "withdrew GAB COMMONWEALTH @2024-05"
        ),
        "Togo does not want Gabon in the Commonwealth.": "opposes GAB COMMONWEALTH actor=TGO",
        "Togo hopes to join the Commonwealth.": "admitted TGO COMMONWEALTH hoped; seeks TGO COMMONWEALTH",
    },
    "what one wants for oneself where the text before says in what": {
        "Gabon left the Commonwealth in May. Libreville is considering an application, a minister said.": (
            "seeks GAB COMMONWEALTH possible; withdrew GAB COMMONWEALTH @2024-05"
        ),
        "Chad left the Arab League in May. It wants to return by 2027.": (
            "seeks TCD LAS; withdrew TCD LAS @2024-05; admitted TCD LAS hoped @../2027"
        ),
        # something else is wanted
        "Gabon left the Commonwealth in May. Libreville wants to return the archives.": (
            "withdrew GAB COMMONWEALTH @2024-05"
        ),
    },
    "by whom a bid is backed": {
        "Nepal applied to join BRICS in 2023. The candidacy was endorsed by Brazil and Egypt, and is opposed by India.": (
            "applied NPL BRICS @2023; opposes NPL BRICS actor=IND; supports NPL BRICS actor=BRA;"
            " supports NPL BRICS actor=EGY"
        ),
        "Nepal applied to join BRICS in 2023. The request was endorsed by the leaders.": (
            "applied NPL BRICS @2023; supports NPL BRICS actor=org:BRICS"
        ),
        "Nepal applied to join BRICS in 2023. The request was welcomed by the ministers of Egypt and Iran.": (
            "applied NPL BRICS @2023; supports NPL BRICS actor=EGY; supports NPL BRICS actor=IRN"
        ),
        "Nepal applied to join BRICS in 2023. The budget was opposed by India.": "applied NPL BRICS @2023",
    },
    "for whom somebody without a name speaks": {
        "Iran applied to join the WTO in 2000. A Brazilian official supported the request.": (
            "applied IRN WTO @2000; supports IRN WTO actor=BRA"
        ),
        "Iran applied to join the WTO in 2000. The delegation of Malta is against it.": (
            "applied IRN WTO @2000; opposes IRN WTO actor=MLT"
        ),
        "Iran applied to join the WTO in 2000. One delegation said that it could agree only when ports are open.": (
            "applied IRN WTO @2000; conditional IRN WTO actor=One delegation"
        ),
    },
    "who raises no objection": {
        "Iran applied to join the WTO in 2000. Malta has raised no objection.": (
            "applied IRN WTO @2000; opposes IRN WTO negated actor=MLT"
        ),
        "Malta has no objection to the entry of Iran into the WTO.": "opposes IRN WTO negated actor=MLT",
        "Malta has objections to the entry of Iran into the WTO.": "opposes IRN WTO actor=MLT",
    },
    "a stage of a bid": {
        "Iran applied to join the WTO in 2000. Malta voiced its support for a swift completion of the accession.": (
            "applied IRN WTO @2000; supports IRN WTO actor=MLT"
        ),
        "Iran applied to join the WTO in 2000. Malta blocked the opening of the talks.": (
            "applied IRN WTO @2000; opposes IRN WTO actor=MLT"
        ),
        "Iran applied to join the WTO in 2000. Malta blocked the opening of the bridge.": "applied IRN WTO @2000",
    },
    "against a bid that is open": {
        "Ireland applied to join NATO in 1999. Poland joined NATO that year. The Labour Party is against membership.": (
            "admitted POL NATO @1999; applied IRL NATO @1999; opposes IRL NATO actor=The Labour Party"
        ),
    },
    "a veto that was cast": {
        "Austria vetoed the accession of Albania to the Schengen area.": "rejected ALB SCHENGEN actor=AUT",
        "Albania wants to join the Schengen area. Austria used its veto against Albania.": (
            "rejected ALB SCHENGEN actor=AUT; seeks ALB SCHENGEN"
        ),
    },
    "against it as long as something lasts": {
        "Iran applied to join the WTO in 2000. Malta opposes the bid as long as the ports are closed.": (
            "applied IRN WTO @2000; opposes IRN WTO actor=MLT"
        ),
        "Iran applied to join the WTO in 2000. Malta backs the bid as long as the ports are open.": (
            "applied IRN WTO @2000; conditional IRN WTO actor=MLT"
        ),
    },
    "consent that hangs on something": {
        "Iran applied to join the WTO in 2000. Malta had made its consent conditional on a fishing treaty.": (
            "applied IRN WTO @2000; conditional IRN WTO actor=MLT"
        ),
        "Iran applied to join the WTO in 2000. Malta made its approval dependent on a fishing treaty.": (
            "applied IRN WTO @2000; conditional IRN WTO actor=MLT"
        ),
        "Malta favours Iran's membership of the WTO once the ports are open.": "conditional IRN WTO actor=MLT",
    },
    "entry that is recommended": {
        "Kosovo applied to join the Council of Europe in 2022. The Parliamentary Assembly recommended that it be admitted.": (
            "applied XKX COE @2022; supports XKX COE actor=org:COE"
        ),
        "Kosovo applied to join the Council of Europe in 2022. The Assembly recommended a restaurant.": (
            "applied XKX COE @2022"
        ),
    },
    "what a clause with 'which' is on": {
        "Nepal filed an application for membership of BRICS in 2023, which Egypt supports.": (
            "applied NPL BRICS @2023; supports NPL BRICS actor=EGY"
        ),
        "Bermuda, an associate member of CARICOM, wants to become a full member, which Jamaica supports.": (
            "holds BMU CARICOM associate; seeks BMU CARICOM; supports BMU CARICOM actor=JAM"
        ),
    },
    "who would like another to join": {
        "ASEAN would like Fiji to join as a full member, an official said.": "supports FJI ASEAN actor=org:ASEAN",
    },
    "who comes round": {
        "Nepal applied to join BRICS in 2023. Egypt has come round to the request, and Iran backs it.": (
            "applied NPL BRICS @2023; supports NPL BRICS actor=EGY; supports NPL BRICS actor=IRN"
        ),
    },
    "what is called untrue": {
        "It is untrue that Chad has withdrawn from the African Union.": "withdrew TCD AU negated",
        "It is false that Peru has left the OECD, the minister said.": "withdrew PER OECD negated",
        "It is not untrue that Peru has left the OECD.": "withdrew PER OECD",
    },
    "a seat that is taken up": {
        "Samoa took its place as the 155th member of the WTO in 2012.": "admitted WSM WTO @2012",
        "Montenegro took its seat as the 29th member of NATO in June 2017.": "admitted MNE NATO @2017-06",
    },
    "states that were somebody's, and observers who are people": {
        "Britain's former Caribbean colonies became members of CARICOM in the 1970s.": "",
        "Portugal's former territories are members of the African Union.": "",
        "Kenya is a member of the East African Community and sent observers to the election.": "holds KEN EAC",
    },
    "who has no view yet": {
        "Iran applied to join the WTO in 2000. Malta had not yet formed a view on the application.": (
            "applied IRN WTO @2000; undecided IRN WTO actor=MLT"
        ),
        "Iran applied to join the WTO in 2000. Malta took no position in public.": (
            "applied IRN WTO @2000; undecided IRN WTO actor=MLT"
        ),
    },
    "a stance of a group at home": {
        "Norway applied to join the European Union in 1992. The Centre Party opposed entry into the Union.": (
            "applied NOR EU @1992; opposes NOR EU actor=The Centre Party"
        ),
        "Norway applied to join the European Union in 1992. The minority is against it.": (
            "applied NOR EU @1992; opposes NOR EU actor=The minority"
        ),
        "Peru applied to join the OECD in 2012. Chile, which opposed the step for years, said nothing.": (
            "applied PER OECD @2012; opposes PER OECD actor=CHL"
        ),
        "Norway applied to join the European Union in 1992. The Centre Party opposed entry into the OECD.": (
            "applied NOR EU @1992"
        ),
    },
    "once more": {
        "Fiji was suspended from the Commonwealth in 2000 and again in 2006.": (
            "suspended FJI COMMONWEALTH @2000; suspended FJI COMMONWEALTH @2006"
        ),
        "Iran applied to join the SCO in 2008, and a second time in 2010.": "applied IRN SCO @2008; applied IRN SCO @2010",
        "France vetoed Britain's entry into the EU in 1963 and again in 1967.": (
            "rejected GBR EU @1963 actor=FRA; rejected GBR EU @1967 actor=FRA"
        ),
        "Fiji was suspended from the Commonwealth in 2000, and again in 2006 it had an election.": (
            "suspended FJI COMMONWEALTH @2000"
        ),
    },
    "partners that are members": {
        "Somalia became the eighth Partner State of the EAC in 2023.": "admitted SOM EAC @2023",
        "Nigeria became a partner country of BRICS in 2023.": "admitted NGA BRICS partner @2023",
    },
    "a status that is in question": {
        "Haiti became an observer of the Pacific Alliance in 2019. Jamaica and Cuba applied in 2020.": (
            "admitted HTI PA observer @2019; applied CUB PA observer @2020; applied JAM PA observer @2020"
        ),
        "Haiti became an associate member of CARICOM in 1998. Aruba signed a treaty on its accession in the same capacity.": (
            "admitted HTI CARICOM associate @1998; signed ABW CARICOM associate"
        ),
        # of another, or elsewhere
        "Haiti became an observer of the Pacific Alliance in 2019. Jamaica applied for membership in 2020.": (
            "admitted HTI PA observer @2019; applied JAM PA @2020"
        ),
        "Haiti joined the Pacific Alliance as an observer in 2019. Jamaica was admitted to the African Union in 2020.": (
            "admitted HTI PA observer @2019; admitted JAM AU @2020"
        ),
    },
    "an aim": {
        "Thailand is to join the OECD by 2030.": "admitted THA OECD expected @../2030",
    },
    "a plan to leave is given up": {
        "Gabon scrapped its plan to leave OPEC.": "",
        "Plans to leave the Commonwealth were abandoned by Kenya in 2019.": "",
        "Kenya went back on its threat to quit the African Union.": "",
        "Mexico has retracted its decision to leave the OECD.": "",
        "Chile ditched the idea of leaving the Andean Community in May.": "",
        "The government in Nairobi has given up its intention to pull out of the International Criminal Court.": "",
        "Burundi shelved its departure from the ICC.": "",
        # who has left, or goes on with his plan
        "Gabon gave up its membership of OPEC in 1995.": "withdrew GAB OPEC @1995",
        "Kenya left the ICC in 2019 and dropped its plan to host the games.": "withdrew KEN ICC @2019",
        "Gabon announced its decision to leave OPEC.": "withdrew GAB OPEC expected",
        "Zimbabwe renounced its membership of the Commonwealth.": "withdrew ZWE COMMONWEALTH",
        "Mexico, which left the OECD in 2020, abandoned its plan for a new port.": "withdrew MEX OECD @2020",
        "Kenya reversed its decision to leave the ICC, which it had joined in 2005.": "admitted KEN ICC @2005",
    },
    "a plan to join is given up": {
        "Peru dropped its plan to join BRICS.": "declines PER BRICS",
        "Fiji gave up its ambition to join APEC.": "declines FJI APEC",
        "Norway has abandoned the idea of joining the EU.": "declines NOR EU",
        "Georgia abandoned its plan to join the ICC.": "declines GEO ICC",
        "Kenya did not win the seat of the African Union.": "",
        "The EU offered Serbia talks on membership.": "",
        "Peru gave up its plan to host the APEC summit.": "",
        "Peru abandoned plans to leave APEC.": "",
        "Peru dropped plans for a new port. It is a member of APEC.": "holds PER APEC",
    },
    "an invitation is turned down": {
        "Georgia was invited to join BRICS but declined.": "declines GEO BRICS; invited GEO BRICS",
        "Georgia was invited to join BRICS and has not refused.": "declines GEO BRICS negated; invited GEO BRICS",
        "BRICS invited Argentina in 2023. Peru declined to comment.": "invited ARG BRICS @2023",
        "Croatia did not receive an invitation to NATO.": "invited HRV NATO negated",
        "Cuba turned down an invitation to the Rio summit.": "",
    },
    "asked by others": {
        "Georgia was asked to join BRICS last year.": "invited GEO BRICS @2023",
        "OPEC asked Chad and Gabon to join.": "invited GAB OPEC; invited TCD OPEC",
        "The African Union has asked Morocco to become a member of the union.": "invited MAR AU",
        "Tonga was asked to become an observer of ASEAN.": "invited TON ASEAN observer",
        "Chad was not asked to join OPEC.": "invited TCD OPEC negated",
        "BRICS met. Chad, Mali and Togo were this morning asked to join the bloc.": (
            "invited TCD BRICS @2024-05-15; invited MLI BRICS @2024-05-15; invited TGO BRICS @2024-05-15"
        ),
        "Kenya asked Rwanda to join the Commonwealth.": "",
        "Chad was asked by Gabon to join OPEC.": "",
        "Chad was asked to join a mission of the African Union.": "",
        "Chad was asked whether to join OPEC.": "",
        "Chad was asked to leave OPEC in 2019.": "",
        "Georgia was asked to join the talks with BRICS.": "",
        "Chad was asked by Gabon to support Togo's bid to join OPEC.": "supports TGO OPEC actor=TCD",
        "Chad asked to join OPEC in 2019.": "applied TCD OPEC @2019",
        "Oman has asked to be admitted to the Arab League.": "applied OMN LAS",
        "Chad asked OPEC to be let in.": "applied TCD OPEC",
    },
    "wanted for somebody else": {
        "Peru wants Ecuador's accession to the OECD.": "supports ECU OECD actor=PER",
        "Norway lobbied for the admission of Georgia to NATO.": "supports GEO NATO actor=NOR",
        "Estonia pressed for membership for Ukraine in the EU.": "supports UKR EU actor=EST",
        "Estonia hopes for Georgia's accession to NATO.": "admitted GEO NATO hoped; supports GEO NATO actor=EST",
        "The government in Tirana seeks Albania's accession to the OECD.": "seeks ALB OECD",
        "Peru hopes for accession to the OECD.": "admitted PER OECD hoped; seeks PER OECD",
        "Peru hopes for its accession to the OECD.": "admitted PER OECD hoped; seeks PER OECD",
        "Peru is pushing for Peruvian membership of BRICS.": "seeks PER BRICS",
    },
    "favour that somebody has from others": {
        "Georgia has the support of Norway in its bid to join NATO.": "supports GEO NATO actor=NOR",
        "Georgia can count on the backing of Norway in its bid to join NATO.": "supports GEO NATO actor=NOR",
        "Georgia won the backing of Norway for its bid to join NATO.": "supports GEO NATO actor=NOR",
        "Kenya enjoys Rwanda's support for its application to the OECD.": "supports KEN OECD actor=RWA",
        "Kenya managed to win the support of Rwanda for its bid to join the OECD.": "supports KEN OECD actor=RWA",
        "Albania's bid to join the OECD has the backing of Spain.": "supports ALB OECD actor=ESP",
        "Peru secured the backing of Chile and Mexico for membership of APEC.": (
            "supports PER APEC actor=CHL; supports PER APEC actor=MEX"
        ),
        "Chad applied to join OPEC. It has the support of Mali.": "applied TCD OPEC; supports TCD OPEC actor=MLI",
        "Kenya does not have the support of Rwanda for its bid to join the OECD.": (
            "supports KEN OECD negated actor=RWA"
        ),
        "Chad applied to join OPEC. It has the support of Mali in its war.": "applied TCD OPEC",
        "Chad has the support of Mali in its fight against the floods. It is a member of the African Union.": (
            "holds TCD AU"
        ),
        "Georgia asked for the support of Norway in its bid to join NATO.": "",
        "Kenya sought Rwanda's support for its bid to join the OECD.": "",
        "Kenya needs the backing of Rwanda for its bid to join the OECD.": "",
        "Kenya hopes to win the support of Rwanda for its bid to join the OECD.": "",
        "Georgia offered Norway its support.": "",
        "Georgia gave its support to Norway's bid to join the EU.": "supports NOR EU actor=GEO",
    },
    "a place that is not to be another's": {
        "Norway ruled out NATO membership for Georgia.": "opposes GEO NATO actor=NOR",
        "Norway ruled out a return of Georgia to the Council of Europe.": "opposes GEO COE actor=NOR",
        "Norway ruled out admitting Georgia to NATO.": "opposes GEO NATO actor=NOR",
        "Norway does not want Georgia in NATO.": "opposes GEO NATO actor=NOR",
        "Norway does not want NATO to admit Georgia.": "opposes GEO NATO actor=NOR",
        "Malta does not want Tunisia to join the EU.": "opposes TUN EU actor=MLT",
        "Norway does not want to join the EU.": "declines NOR EU",
        "Norway ruled out its own accession to the EU.": "declines NOR EU",
        "Norway ruled out membership of the EU.": "declines NOR EU",
        "Norway did not rule out NATO membership for Georgia.": "",
        "Peru does not want Chile's help in APEC.": "",
    },
    "raised from one status to another": {
        "Georgia was upgraded from observer to associate member of the Pacific Islands Forum.": (
            "admitted GEO PIF associate"
        ),
        "Georgia moved from observer to member of the Pacific Islands Forum.": "admitted GEO PIF",
        "ASEAN promoted Fiji from observer to dialogue partner.": "admitted FJI ASEAN dialogue_partner",
        "Tonga will rise from partner to full member of BRICS in 2026.": "admitted TON BRICS expected @2026",
        "Fiji has not moved from observer to member of ASEAN.": "admitted FJI ASEAN negated",
    },
    "in one and not in the other": {
        "Georgia is in the EU but not in NATO.": "holds GEO EU; holds GEO NATO negated",
        "Norway is in NATO without being in the EU.": "holds NOR NATO; holds NOR EU negated",
        "Peru is in APEC and in the OECD.": "holds PER APEC; holds PER OECD",
        "Chile is not in BRICS but in the OECD.": "holds CHL BRICS negated; holds CHL OECD",
        "Kenya is in the ICC and was in Paris.": "holds KEN ICC",
    },
    "a place refused": {
        "Georgia was denied membership of the EU.": "rejected GEO EU",
        "Georgia was refused observer status at the African Union.": "rejected GEO AU observer",
        "Fiji was not denied membership of APEC.": "rejected FJI APEC negated",
        "Fiji was refused a loan by the IMF.": "",
    },
    "given back": {
        "Mali's membership of the African Union was restored.": "reinstated MLI AU",
        "The African Union restored the membership of Gabon in 2025.": "reinstated GAB AU @2025",
        "Gabon regained membership of the African Union.": "reinstated GAB AU",
        "Gabon gained membership of the African Union in 1963.": "admitted GAB AU @1963",
    },
    "the former and the latter": {
        "Tonga and Samoa joined the Commonwealth in 1970, the former in June, the latter in August.": (
            "admitted TON COMMONWEALTH @1970-06; admitted WSM COMMONWEALTH @1970-08"
        ),
        "Kenya and Rwanda left the ICC, the former in 2016 and the latter in 2018.": (
            "withdrew KEN ICC @2016; withdrew RWA ICC @2018"
        ),
        "Georgia and Moldova sent envoys. The former is not a member of the OECD and the latter is.": (
            "holds GEO OECD negated; holds MDA OECD"
        ),
        "Turkey ratified the accession of Finland to NATO in March 2023 and that of Sweden in January 2024.": (
            "ratified FIN NATO @2023-03 actor=TUR; ratified SWE NATO @2024-01 actor=TUR"
        ),
        "Serbia and Albania both hope to join the EU. Croatia is against the former's entry and Greece against the latter's.": (
            "seeks SRB EU; seeks ALB EU; admitted SRB EU hoped; admitted ALB EU hoped; "
            "opposes SRB EU actor=HRV; opposes ALB EU actor=GRC"
        ),
        "Moldova and Ukraine applied to join the EU. Romania backs the former, Poland the latter.": (
            "applied MDA EU; applied UKR EU; supports MDA EU actor=ROU; supports UKR EU actor=POL"
        ),
        "Kosovo and Georgia want to join NATO. Greece opposes the membership of the former and Norway the latter's.": (
            "seeks XKX NATO; seeks GEO NATO; opposes XKX NATO actor=GRC; opposes GEO NATO actor=NOR"
        ),
        "Moldova and Ukraine applied to join the EU in 2022. Hungary opposes the accession of the latter; Italy supports "
        "that of the former.": (
            "applied MDA EU @2022; applied UKR EU @2022; opposes UKR EU actor=HUN; supports MDA EU actor=ITA"
        ),
        "Peru and Chile applied to the OECD. Canada objects to the former, Mexico to the latter.": (
            "applied PER OECD; applied CHL OECD; opposes PER OECD actor=CAN; opposes CHL OECD actor=MEX"
        ),
        "Romania backs Moldova's bid to join the EU and Poland Ukraine's.": (
            "supports MDA EU actor=ROU; supports UKR EU actor=POL"
        ),
        "Moldova and Ukraine applied to join the EU. Hungary opposes Ukraine's accession.": (
            "applied MDA EU; applied UKR EU; opposes UKR EU actor=HUN"
        ),
        "Chad and Mali discussed trade and security. The former was on the agenda; the latter was not.": "",
        "Peru opposes Chile's plan to host the APEC summit and Mexico Canada's.": "",
        "Ghana praised Togo's players and Mali Chad's. Togo is a member of ECOWAS.": "holds TGO ECOWAS",
    },
    "the same rank, the same list": {
        "Chad has been an observer of the Arab League since 2005. Eritrea was granted the same rank in 2003.": (
            "holds TCD LAS observer @2005/..; admitted ERI LAS observer @2003"
        ),
        "Sri Lanka became a dialogue partner of the SCO in 2010. The same honour was bestowed on Nepal six years later.": (
            "admitted LKA SCO dialogue_partner @2010; admitted NPL SCO dialogue_partner @2016"
        ),
        "Turkey is a candidate for membership of the EU. Georgia was given that rank in December 2023.": (
            "holds TUR EU candidate; admitted GEO EU candidate @2023-12"
        ),
        "Mexico holds observer status at the Council of Europe. Canada obtained the same in 1996.": (
            "holds MEX COE observer; admitted CAN COE observer @1996"
        ),
        "The Pacific Islands Forum has two associate members, Tokelau and Wallis and Futuna. Guam was added to the list in "
        "2023.": ("holds TKL PIF associate; holds WLF PIF associate; admitted GUM PIF associate @2023"),
        "Vietnam and Malaysia are partners of BRICS. The group added Nigeria to the list in January 2023.": (
            "holds VNM BRICS partner; holds MYS BRICS partner; admitted NGA BRICS partner @2023-01"
        ),
        "Peru and Chile are members of the Pacific Alliance; Mexico joined them in 2012.": (
            "holds PER PA; holds CHL PA; admitted MEX PA @2012"
        ),
        "Fiji is a dialogue partner of ASEAN. Timor-Leste is a member. Tonga was granted the same status in 2020.": (
            "holds FJI ASEAN dialogue_partner; holds TLS ASEAN; admitted TON ASEAN @2020"
        ),
        "Chad and Mali are observers of the Arab League. Eritrea was added to the list of sanctioned states.": (
            "holds TCD LAS observer; holds MLI LAS observer"
        ),
        "Vietnam and Malaysia are partners of BRICS. Peru was added to the team in January.": (
            "holds VNM BRICS partner; holds MYS BRICS partner"
        ),
        "Fiji is a dialogue partner of ASEAN. Its president was given the same honour by Tonga.": (
            "holds FJI ASEAN dialogue_partner"
        ),
        "Chad is an observer of the Arab League. The same honour was conferred on Togo by France.": "holds TCD LAS observer",
        "The FATF keeps a grey list. Mali and Haiti are members of the OIF. Kenya was added to the list in 2023.": (
            "holds MLI OIF; holds HTI OIF"
        ),
    },
    "a step on the way to a status": {
        "Georgia became an associate member of the OECD in March, having applied in 2023; the agreement was signed in May.": (
            "admitted GEO OECD associate @2024-03; applied GEO OECD associate @2023; signed GEO OECD associate @2024-05"
        ),
        "Kuwait became a dialogue partner of the SCO in 2022, having applied for it in 2021.": (
            "admitted KWT SCO dialogue_partner @2022; applied KWT SCO dialogue_partner @2021"
        ),
        "After applying in 2018, Georgia became an observer of the African Union in 2020.": (
            "applied GEO AU observer @2018; admitted GEO AU observer @2020"
        ),
        "Cuba applied for partner status in BRICS in 2022. It was admitted in January 2023.": (
            "applied CUB BRICS partner @2022; admitted CUB BRICS partner @2023-01"
        ),
        "Norway applied for observer status at the African Union in 2019. It was admitted as a member in 2021.": (
            "applied NOR AU observer @2019; admitted NOR AU @2021"
        ),
        "Georgia became an observer of the African Union, having joined the World Bank in 1992.": (
            "admitted GEO AU observer; admitted GEO WB @1992"
        ),
        "Georgia was given observer status in the African Union, having applied to the EU in 2022.": (
            "admitted GEO AU observer; applied GEO EU @2022"
        ),
        "Chad is an observer of the Arab League. Mauritania joined it in 1973.": (
            "holds TCD LAS observer; admitted MRT LAS @1973"
        ),
        "Peru asked for a loan. The request was granted. It is a member of the OECD.": "holds PER OECD",
    },
    "not got, not asked for, not wanted": {
        "Bolivia was not elected to the UN Human Rights Council.": "admitted BOL UNHRC negated",
        "Rwanda failed to win a seat on the UN Human Rights Council in 2020.": "admitted RWA UNHRC negated @2020",
        "Iraq and Bahrain did not win seats on the UN Human Rights Council.": (
            "admitted IRQ UNHRC negated; admitted BHR UNHRC negated"
        ),
        '"We have not been admitted to the Commonwealth," said the foreign minister of Togo.': (
            "admitted TGO COMMONWEALTH negated"
        ),
        '"We have not asked for a seat in the African Union," the Haitian foreign minister said.': "applied HTI AU negated",
        "Togo has not asked for observer status at MERCOSUR.": "applied TGO MERCOSUR observer negated",
        "Norway did not intend to apply to the European Union.": "declines NOR EU",
        "Malta did not plan to apply for membership of NATO, its prime minister said.": "declines MLT NATO",
        "Uruguay did not plan to seek membership of BRICS.": "declines URY BRICS",
        "Mongolia does not plan to become a member of the SCO.": "declines MNG SCO",
        "BRICS invited Algeria in 2023. It declined.": "invited DZA BRICS @2023; declines DZA BRICS",
        "BRICS invited Algeria. It declined the invitation.": "invited DZA BRICS; declines DZA BRICS",
        "BRICS invited Algeria. It has not declined.": "invited DZA BRICS; declines DZA BRICS negated",
        "OPEC invited Brazil and Guyana. Guyana declined.": "invited BRA OPEC; invited GUY OPEC; declines GUY OPEC",
        "NATO invited Cyprus last year. The government declined.": "invited CYP NATO @2023; declines CYP NATO",
        "OPEC invited Brazil. Oil output fell. It declined again in May.": "invited BRA OPEC",
        "NATO invited Georgia. Trade with Norway declined.": "invited GEO NATO",
        "BRICS invited Algeria. The president declined to comment.": "invited DZA BRICS",
        "BRICS invited Chile to a dinner. It declined.": "",
        "Fiji has no plans to host the Commonwealth summit.": "",
        "Norway does not plan to send troops to NATO.": "",
        "Rwanda's candidate was not elected to the UN Human Rights Council.": "",
        "Chad was not elected president of the African Union's commission.": "",
        "Haiti was not elected to the council of the African Union.": "",
        "France failed to secure a seat for Gabon at the OECD.": "",
    },
    "did so": {
        "Estonia and Latvia have ratified Finland's accession to NATO. Slovakia, the last to approve, did so in November 2023.": (
            "ratified FIN NATO actor=EST; ratified FIN NATO actor=LVA; ratified FIN NATO @2023-11 actor=SVK"
        ),
        "Spain ratified the accession of Sweden to NATO in 2022. Portugal did so in February 2023 and Greece in May.": (
            "ratified SWE NATO @2022 actor=ESP; ratified SWE NATO @2023-02 actor=PRT; ratified SWE NATO @2023-05 actor=GRC"
        ),
        "Peru applied to join BRICS in March 2022. Bolivia did so in January 2023 and Ecuador five months later.": (
            "applied PER BRICS @2022-03; applied BOL BRICS @2023-01; applied ECU BRICS @2023-06"
        ),
        "Ghana and Togo have withdrawn from the ICC. Benin, the third to leave, did so in March 2022.": (
            "withdrew GHA ICC; withdrew TGO ICC; withdrew BEN ICC @2022-03"
        ),
        "Egypt has not ratified the treaty on its accession to COMESA. Sudan did so in May.": (
            "ratified EGY COMESA negated; ratified SDN COMESA @2024-05"
        ),
        "Croatia joined the European Union in 2013. Serbia has yet to do so.": "admitted HRV EU @2013; admitted SRB EU negated",
        "Croatia has joined the EU; Serbia and Albania have not done so.": (
            "admitted HRV EU; admitted SRB EU negated; admitted ALB EU negated"
        ),
        "Tonga joined the Commonwealth in 1970. Samoa did not do so.": (
            "admitted TON COMMONWEALTH @1970; admitted WSM COMMONWEALTH negated"
        ),
        "Norway approved the accession of Sweden to NATO. Denmark did so in 2023.": (
            "supports SWE NATO actor=NOR; supports SWE NATO @2023 actor=DNK"
        ),
        "Mali left ECOWAS in January 2023. Togo voted on the budget and did so in May.": "withdrew MLI ECOWAS @2023-01",
        "Chile approved Peru's budget. Bolivia did so as well. Peru is a member of the OECD.": "holds PER OECD",
    },
    "has yet to": {
        "Serbia has yet to join the EU.": "admitted SRB EU negated",
        "Turkey has yet to ratify Finland's accession to NATO.": "ratified FIN NATO negated actor=TUR",
        "Georgia has yet to join the African Union as an observer.": "admitted GEO AU observer negated",
        "Georgia has yet to join the talks at the EU.": "",
    },
    "held out": {
        "BRICS offered Georgia membership.": "invited GEO BRICS",
        "BRICS offered Georgia the status of a partner.": "invited GEO BRICS partner",
        "ASEAN has offered observer status to Fiji.": "invited FJI ASEAN observer",
        "Fiji and Tonga were offered seats in the OECD.": "invited FJI OECD; invited TON OECD",
        "NATO will offer Georgia membership.": "invited GEO NATO expected",
        "The EU did not offer Moldova membership.": "invited MDA EU negated",
        "Norway offered Georgia membership of a fund.": "",
        "Peru offered Chile help with its membership of APEC.": "",
        "NATO offered Georgia a partnership on cyber defence.": "",
        "Kenya offered to host the seat of the African Union.": "",
        "Georgia was offered the status of partner country of BRICS.": "invited GEO BRICS partner",
        "Vietnam was promised membership of the Pacific Alliance.": "",
        "BRICS denied Vietnam the status of a member.": "rejected VNM BRICS",
        "Vietnam was granted the status of a partner country of BRICS.": "admitted VNM BRICS partner",
        "Vietnam accepted the status of partner country of BRICS.": "admitted VNM BRICS partner",
    },
}
CASES = [(text, claims) for cases in KINDS.values() for text, claims in cases.items()]


@pytest.mark.parametrize(("text", "claims"), CASES, ids=[text for text, _ in CASES])
def test_kind(text, claims):
    assert told(text) == (expected(claims) if claims else set())
