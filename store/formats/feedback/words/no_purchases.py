"""Names in lists of customers and money that show that nobody bought anything: bills that go on by
themselves, loans, hours, complaints, quotes."""

from __future__ import annotations

import re

_RENEWED = re.compile(
    r"^subscriptions?( (id|no|nr|number|key|status|plan))?$|\bmrr\b|\barr\b|\bchurn|\brenew(al|ed|s)?\b|^billing (date|period|cycle|interval|frequency)$|"
    r"^event( (type|date|name|time))?$|^(action|activity)( (type|name))?$|^usage( id)?$|^(abo|abonnement|suscripcion|assinatura|abbonamento)( (id|nr|no|nummer))?$"
)
"""Names of payments that go on by themselves, or of what happened to a subscription: nobody bought again."""
_OF_A_BANK = re.compile(
    r"(debits?|credits?|debit amount|credit amount|running balance|account balance|balance after|iban|kontostand|abbuchung|soll|haben|saldo|solde)|"
    r"(loan|darlehen|kredit|credit|mortgage|pret|prestamo|emprestimo|prestito|lening) ?(id|no|nr|number|amount|type|status|term|nummer)|"
    r"disburs\w+( .*)?|default(ed)?|emi|principal( (amount|balance))?|interest rate|collateral( (type|value))?|"
    r"mahn(datum|stufe|ung)|dunning .*|reminder level|niveau de relance|livello sollecito|"
    r"((billable|worked|working|total|arbeits) ?)?(hours|stunden|heures|horas|ore|uren|godziny|timer|timmar)( (worked|spent|billed))?"
)
"""Names of what moves on an account, of money that is lent or asked for again, of hours that were
worked: nobody bought anything."""
_NUMBER = r"( ?(id|no|nr|number|num|nummer|date|datum|status|type|art|text))?"
_OF_COMPLAINTS = re.compile(
    rf"(complaints?|grievance|claim|defect|fault|reklamation(en)?|beschwerde|mangel|reclamos?|quejas?|reclamacion(es)?|reclamacao|reclamacoes|"
    rf"reclamations?|plainte|reclam[io]|lamentela|klacht(en)?|reklamacj[ae]|klagomal|klage|reklamasjon){_NUMBER}|"
    r"severity( .*)?|action taken|resolution notes|root cause|handled by|massnahmen?|beanstandung|"
    r"(arende|sags?|saks?|case|fall) ?(id|no|nr|number|num|nummer)|"
    r"(fel|fejl|feil|fehler|panne|averia|defeito|avaria|difetto|guasto|storing|usterka|zavada|vika|schaden)((s|er)? ?(beskrivning|beskrivelse|beschreibung|art|typ|typen?))?|"
    r"atgard(er)?|tiltak|afhjælpning|utbedring"
)
"""Names of a log of complaints and faults, whose customers and costs are no purchases."""
_OF_QUOTES = re.compile(
    rf"(quote|quotation|estimate|proposal|offer (no|nr|number|id)|angebots?|kostenvoranschlag|devis|presupuesto|cotizacion|orcamento|cotacao|preventivo|"
    rf"offerte|wycena|tilbud|anbud|offert){_NUMBER}|(n|no|numero|nr) (de |du |di )?(devis|presupuesto|orcamento|preventivo|offerte|angebot)|"
    r"accepted( y n)?|angenommen|accepte|aceptad[oa]|aceit[oa]|accettat[oa]|geaccepteerd|nachgefasst( am)?|follow(ed)? up( on)?|valid until|gultig bis|win probability"
)
"""Names of what was offered, which not everybody bought."""

_OF_VISITS = re.compile(
    r"session( (id|date|start|end|duration|time))?|(added|add|adds) to cart|cart (adds|additions)|checkout (started|start|completed)|product views?|product viewed|"
    r"page ?views?|bounced?|bounce rate|utm .*|landing page|referrer|device type"
)
"""Names of visits to a shop's site, of which few are purchases."""


def speaks_of_no_purchase(spoken: str) -> bool:
    """Whether the words of a column's name are those of a list of something else than purchases."""
    if _RENEWED.search(spoken):
        return True
    return any(
        each.fullmatch(spoken) for each in (_OF_A_BANK, _OF_COMPLAINTS, _OF_QUOTES, _OF_VISITS)
    )
