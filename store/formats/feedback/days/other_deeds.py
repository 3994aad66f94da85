"""Names of days on which something else was done than answering: bought, paid, born, delivered, repaired,
invited, due, and the first, last or next time of anything. They date no answer by themselves."""

from __future__ import annotations

import re

from store.formats.tabular.names import name_words

_ROOTS = re.compile(
    r"zakup|zamowieni|płatnos|dostaw|umow|rejestracj|"
    r"purchas|\border(ed)?\b|bought|\bkauf|bestell|achat|commande|compra|pedido|acquist|ordine|aankoop|\bpaid\b|payment|"
    r"invoice|rechnung|facture|factura|fatura|deliver|shipp|liefer|livraison|entrega|envio del? pedido|"
    r"contract|vertrag|contrat|\bauftrag|\beinsatz|\bmontage|\bjob (date|day)\b|\bdate of (the )?(job|service|work|repair)\b|"
    r"sign ?(ed )?up|\bjoined\b|regist|member since|customer since|kunde seit|kundin seit|client depuis|cliente (desde|da)|"
    r"anmelde|inscri|cadastro|\balta\b|subscri|hire|einstell|"
    r"repl(y|ied)|\bresponse (from|by) |first (response|reply|answer)|owner (response|answer)|developer|agent respon|"
    r"last (seen|login|visit|contact|order)|renew|churn|cancel|installed?\b|release|version|visited|visit date|"
    r"check ?(in|out)|travel|flight|stay|appointment|termin\b|import|export|download|\bsent\b|invited|"
    r"\bregistration\b|period|"
    r"\badmission|\badmitted\b|\bdischarge|(?<!call )(?<!ticket )(?<!contact )(?<!chat )(?<!message )\barriv(al|ed)\b|\bdepart\b|\bdeparture|\bdeparted\b|"
    r"\bbook(ing|ed)\b|\breserv(ation|ed|a|ierung|e)\b|\bsejour|\barrivee\b|\bsortie\b|\bllegada\b|\bsalida\b|\bingreso\b|"
    r"\bchegada\b|\bsaida\b|\barrivo\b|\bpartenza\b|\bprenotazione\b|\bricovero\b|\bdimission|\bprzyjazd|\bwyjazd|\brezerwac|"
    r"\baankomst|\bvertrek|\bboeking|\bopname|\bontslag|\bankomst|\bavresa|\bavresedato|\bbokning|\bbestilling|"
    r"\banreise|\babreise|\bankunft|\babfahrt|\babflug|aufnahme(datum|tag)|entlassung|\bbuchung|\bgebucht|\breise(beginn|ende|datum|tag)|"
    r"\bdate of (the |your )?experience\b|\bexperienced? (date|on|at)\b|\bship(ment)?\b|\baccount (created|opened)|\bfirst seen\b|\bnext\b|\btrip\b|\bfollow ?up\b(?! (call|phone|visit|survey))|\bgraduat|\bvalid (from|to|until)\b|"
    r"\b(customer |client |member )?left( on| at| date)?$|\brefund|\breturn date|\bdate of return|\bapprov|\bverified\b|\bby (the )?(manager|supervisor|qa)\b|\baudit|"
    r"\bchecked (on|at)|\bprocessed\b|\bdate (in|out)\b|\bdrop(ped)? off\b|\bpick(ed)? up\b|\bannahme(datum|tag)?\b|\babhol(datum|tag|ung)\b|"
    r"\b(fecha|data|date) (de |d |di |del? |da |della? )?(la )?(entrada|entree|entrata|ingresso|recogida|retirada|devolucion|devolucao|retour|reso)\b|"
    r"\b(date of )?(service|repair|installation|installed|treatment|surgery|operation|visit)( date| day)?$|\bbesuch(s|st)?(datum|tag)?\b|\b(visite|passage|intervention|visita|intervento|wizyty|"
    r"instalacion|reparacion|instalacao|reparo|naprawy|montazu|navstevy|besøks?|besoks?)(dato|datum)?\b|\bbezoek(datum)?\b|\bbesoksdatum|\bbesøksdato|"
    r"\breparaturdatum|\binstallationsdatum|\bbehandlungs(datum|tag)|\boperations(datum|tag)|\bservicedatum|\bwartungs(datum|tag)|"
    r"\b(scraped|crawl(ed)?|fetched|extract(ed|ion)?|snapshot|as of|retrieved)\b|\bfiscal\b|^report(ing)?( date)?$|^stand( vom| am)?$"
)
"""Roots and words that say so in English, and those that several languages share."""
_GERMAN = (
    r"zahlungs?datum|bezahlt|geboren|eintritts?datum|termin(beginn|datum)?|besucht|behandelt|op datum|operiert|repariert|installiert|flugdatum|"
    r"(letzte[rs]?|erste[rs]?|nachste[rs]?) (kontakt|login|besuch|bestellung|kauf|termin|anruf)|erstkontakt|wiedervorlage|fallig(keit)?|ablauf(datum)?|"
    r"gultig (bis|ab)|gekundigt|kundigungsdatum|storniert|erstattet|ruckgabe(datum)?|retoure|versand(datum)?|versendet|eingeladen|einladung|erinnert|"
    r"bearbeitet|gepruft|(antwort|beantwortet) (vom|durch|von) (inhaber|eigentumer|uns|unternehmen|anbieter)|freigegeben|stichtag|berichtsdatum|abruf(datum)?|garantie|zulassung(sdatum)?|erstzulassung|baujahr|ubergabe|abgeholt|"
    r"ausgeliefert|einzug|auszug|mietbeginn|umzug(sdatum)?|eroffnungsdatum|vertragsende"
)
_FRENCH = (
    r"livree? le|payee? le|date ((de|d|du) )?(paiement|naissance|reparation|vol|expedition|prestation|prise en charge|signature|retour|fin)|nee? le|"
    r"embauche|rendez vous|rdv|reparee? le|installee? le|(dernier|derniere|premier|premiere|prochain|prochaine) "
    r"(contact|connexion|commande|visite|achat|rendez vous|appel)|echeance|date limite|valable|resiliee?|annulee? le|remboursee? le|expediee?|"
    r"invitee? le|relancee?|traitee? le|verifiee? le|validee? le|rapport|extraction|garantie|mise en service|emmenagement|"
    r"(reponse|repondu) (du|par le) (proprietaire|vendeur|professionnel)"
)
_SPANISH = (
    r"fecha (de )?(pago|servicio|reparacion|estancia|vuelo|egreso|baja|reporte|corte|extraccion|atencion|consulta|operacion|mudanza|firma)|"
    r"cita|visitad[oa]|reparad[oa]|reservad[oa]|(ultim|primer|proxim)[oa]? (contacto|acceso|compra|pedido|visita|cita|llamada)|vencimiento|"
    r"fecha limite|valid[oa] (hasta|desde)|reembolsad[oa]|enviad[oa] al? cliente|invitad[oa]|recordatorio|procesad[oa]|verificad[oa]|aprobad[oa]|"
    r"respuesta del (propietario|vendedor|negocio)|garantia|puesta en marcha"
)
_PORTUGUESE = (
    r"entregue|data (de )?(pagamento|admissao|internacao|validade|corte|extracao|mudanca)|data (d[ao] )?(servico|estadia|voo|relatorio|atendimento|cirurgia|assinatura)|"
    r"consulta|cadastrad[oa]|instalad[oa]|(ultim|primeir|proxim)[oa] (contato|acesso|compra|pedido|visita|consulta)|vencimento|data limite|"
    r"valid[oa] (ate|a partir)|convidad[oa]|processad[oa]|aprovad[oa]|resposta d[oa] (proprietario|empresa|loja)"
)
_ITALIAN = (
    r"data (di )?(consegna|fattura|pagamento|assunzione|riparazione|installazione|soggiorno|volo|spedizione|rapporto|estrazione|prestazione|operazione|trasloco|firma)|"
    r"consegnat[oa]|nat[oa] il|iscritt[oa]|iscrizione|appuntamento|visitat[oa]|riparat[oa]|prenotat[oa]|(ultim|prim|prossim)[oa] (contatto|accesso|acquisto|ordine|visita|appuntamento)|"
    r"scadenza|valid[oa] (fino|dal)|disdett[oa]|annullat[oa]|rimborsat[oa]|spedit[oa]|invitat[oa]|elaborat[oa]|verificat[oa]|approvat[oa]|esportat[oa]|"
    r"risposta del(la)? (proprietario|struttura|venditore)|garanzia"
)
_DUTCH = (
    r"gekocht|bestel(d|datum)|leverdatum|geleverd|factuurdatum|betaal(d|datum)|inschrijfdatum|ingeschreven|in dienst|klant sinds|afspraak(datum)?|"
    r"bezocht|behandel(d|datum)|reparatie(datum)?|gerepareerd|installatiedatum|geinstalleerd|verblijf\w*|geboekt|vluchtdatum|"
    r"(laatste|eerste|volgende) (contact|bestelling|bezoek|login|afspraak|aankoop)|vervaldatum|uiterste datum|geldig (tot|vanaf)|opgezegd|geannuleerd|"
    r"terugbetaald|retour(datum)?|verzenddatum|uitgenodigd|verwerkt|gecontroleerd|goedgekeurd|rapportdatum|peildatum|reactie (van de )?(eigenaar|aanbieder)|"
    r"datum (operatie|dienst|levering|aankoop|bestelling)|verhuisdatum|tekendatum|openingsdatum"
)
_POLISH = (
    r"kupiono|zamowiono|dostarczono|faktury|zapłacono|zarejestrowan\w*|zatrudnienia|klient od|wizyt[ay]|usługi|napraw(y|iono)|instalacji|pobytu|zarezerwowan\w*|"
    r"lotu|przyjecia|wypisu|(ostatni[ae]?|pierwsz[ya]|nastepn[ya]) \w+|waznosci|wazne (do|od)|anulowano|zwrotu|wysyłki|wysłano do|zaproszono|"
    r"wyeksportowano|przetworzono|sprawdzono|zatwierdzono|raportu|stan na( dzien)?|odpowiedz własciciela|gwarancja|zabiegu|operacji|przeprowadzki|podpisania"
)
_NORDIC = (
    r"kopdatum|inkopsdatum|orderdatum|ordredato|bestallning\w*|bestalld|leverans\w*|levererad|leveringsdato|leveret|faktura(datum|dato)|betal(ings)?(datum|dato)|"
    r"fodelsedatum|fødselsdato|avtalsstart|aftalestart|anstallnings\w*|ansættelses\w*|ansettelses\w*|kunde? (sedan|siden)|besøg(sdato)?|behandlings(datum|dato)|"
    r"reparations(datum|dato)|reparasjonsdato|installations(datum|dato)|installasjonsdato|afrejse|avreise|booking ?dato|købsdato|kjøpsdato|"
    r"(senaste|seneste|sidste|siste|nasta|næste|neste|forsta|første) (kontakt|kop|køb|kjøp|besok|besøg|besøk|ordre?|inloggning)|forfallodatum|forfaldsdato|"
    r"forfallsdato|giltig (till|fran)|gyldig (til|fra)|uppsagd|opsagt|sagt opp|aterbetald|refundere?t|skickad|sendt|inbjuden|invitere?t|granskad|godkand|"
    r"godkendt|godkjent|rapport(datum|dato)|ostopaiva|tilauspaiva|toimituspaiva|laskun paiva|syntymaaika|syntymapaiva|kayntipaiva|hoitopaiva|varauspaiva|"
    r"viimeisin \w+|erapaiva"
)
_DEEDS = re.compile(
    rf"\b({'|'.join((_GERMAN, _FRENCH, _SPANISH, _PORTUGUESE, _ITALIAN, _DUTCH, _POLISH, _NORDIC))})\b"
)


def is_another_deed(spoken: str) -> bool:
    """Whether the words of a day's name say that something else was done on it."""
    return bool(_ROOTS.search(spoken) or _DEEDS.search(spoken))


_VISIT_ENDED = re.compile(
    r"\b(check ?out|depart\w*|discharge\w*|deliver\w*|complet\w*|return\w*|date out|visit\w*|experience|abreise|entlass\w*|liefer\w*|besuch\w*|ruckgabe|"
    r"depart|sortie|livraison|visite|salida|entrega|visita|saida|partenza|dimission\w*|consegna|vertrek|ontslag|levering|bezoek|wyjazd\w*|wizyt\w*|dostaw\w*|avresa|avrejse|utsjekk\w*|udtjek\w*)\b"
)
_BEFORE_A_VISIT = re.compile(
    r"\b(book\w*|order\w*|reserv\w*|purchas\w*|sign ?(ed )?up|regist\w*|invit\w*|sent|since|join\w*|birth|dob|buchung\w*|gebucht|bestell\w*|anmelde\w*|geburt\w*|commande|inscription|"
    r"naissance|pedido|compra|registro|nacimiento|cadastro|nascimento|ordine|prenotazione|nascita|boeking|bestelling|geboorte\w*|rezerwac\w*|zamowien\w*|urodzen\w*|bokning|bestilling)\b"
)


def part_of_a_visit(name: str) -> int:
    """How late in a visit, a stay or an order a day of another name lies: 0 at its end, 1 on the way,
    2 before it; customers answer after it."""
    spoken = name_words(name)
    if _BEFORE_A_VISIT.search(spoken):
        return 2
    return 0 if _VISIT_ENDED.search(spoken) else 1
