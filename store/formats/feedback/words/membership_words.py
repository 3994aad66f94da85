"""Names of the columns of a list of members: since when, until when, who, in a dozen languages."""

from __future__ import annotations

import re

STARTED = re.compile(
    r"(membership |subscription |contract |plan )?(start|started|joined|join|signup|sign up|signed up|since|activated|activation|"
    r"begin|began|created|subscribed|enrolled|registered|registration)( date| at| on| time)?( utc)?|date (joined|started|created)|"
    r"(member|customer|client|cliente|kunde|mitglied|kundin|lid|medlem|membre|socio|czlonek|jasen) (since|seit|sinds|sedan|siden|depuis|desde|da|od)|"
    r"ingangsdatum|startdatum|begindatum|aanmelddatum|lid sinds|eintritt(sdatum)?|beginn|vertragsbeginn|start ?datum|kunde seit|date (de |d |du )?(debut|souscription|inscription|adhesion)|"
    r"data (rozpoczecia|przystapienia|zawarcia|od)|poczatek|od|zahajeni|zacatek|start ?dato|startdato|"
    r"medlem sedan|intrade(sdatum)?|(anslots|borjade|gick med)|indmeldt|indmeldelsesdato|innmeldt|innmelding(sdato)?|oprettet|opprettet|tegnet|"
    r"liittynyt|liittymis(paiva|pvm)|jasen(yys)? (alkaen|alkoi)|jasen alkaen|datum (vstupu|prihlaseni|registrace)|clenem od|vstup|"
    r"data (zapisu|wstapienia|przyjecia)|członek od|czlonek od|(start|begin|aanvang) (abonnement|lidmaatschap)|lid vanaf|abonnement vanaf|"
    r"(mitglied|vertrag|abo|mitgliedschaft)s? ?(beginn|start)|beitritt(sdatum)?|aktiv seit|aufnahmedatum|"
    r"date (d )?entree|abonne depuis|adherent depuis|fecha (de )?ingreso|socio desde|data (de |do )?ingresso|iscritto (dal|il)|abbonato dal|socio dal|tesserato dal|"
    r"fecha (de )?(alta|inicio|registro|suscripcion|inscripcion)|data (de |da |do )?(inicio|cadastro|adesao|assinatura|inscricao)|data (di )?(iscrizione|inizio|attivazione|adesione|sottoscrizione)|client depuis"
)
ENDED = re.compile(
    r"(membership |subscription |contract |plan )?(end|ended|cancel+ed|cancel+ation|churn|churned|left|"
    r"expired|terminated|closed|unsubscribed|leave|exit)( date| at| on| time)?( utc)?|date (left|ended|churned|"
    r"cancel+ed)|einddatum|opzegdatum|opgezegd (op|per)|austritt(sdatum)?|ende|vertragsende|kundigungsdatum|kundigung (zum|per|am)|gekundigt (am|zum|per)|laufzeitende|end ?datum|date (de |d |du )?(fin|resiliation|depart)|"
    r"data (zakonczenia|rezygnacji|wygasniecia|do)|koniec|konec|slut ?dato|sluttdato|slutdatum|"
    r"uttrade(sdatum)?|uttradd|slutade|avslutad|lid tot|lidmaatschap tot|afmelddatum|afgemeld( op)?|(einde|eind) (abonnement|lidmaatschap)|"
    r"udmeldt|udmeldelsesdato|utmeldt|utmelding(sdato)?|opsagt|sagt opp|oppsagt|eronnut|eropaiva|paattynyt|jasenyys paattyi|"
    r"data (wystapienia|odejscia|zakonczenia członkostwa|skreslenia)|rezygnacja|datum (ukonceni|vystoupeni|odchodu|zruseni)|vystoupil|ukonceno|"
    r"ausgetreten( am)?|ausgeschieden( am)?|(abo|mitgliedschaft|vertrag)s? ?ende|stop date|dropped out|unsubscribed|unsub (date|time)|"
    r"(customer|member|client) until|resilie( le)?|date (de )?sortie|parti(e)? le|cancelad[oa]( em| el)?|cessato( il| dal)?|disdetta( il)?|data (de |do )?desligamento|baja|"
    r"fecha (de )?(baja|fin|cancelacion)|data (de |da |do )?(cancelamento|fim|saida|termino)|"
    r"data (di )?(disdetta|fine|cessazione|recesso|uscita)"
)
SAYS_LEFT = re.compile(
    r"\bchurn|\bleft\b|\bresili|\baustritt|\bbaja\b|\bdepart\b|\bdisdetta|\bopgezegd|\brezygnacji"
)
"""Names of the day on which somebody left, ahead of one on which a contract may only be renewed."""
EXPIRES = re.compile(
    r"(membership |subscription |contract |plan |access )?(expires|expiry|expiration|valid (un)?til|ends)( date| at| on)?( utc)?"
)
"""Names of the day that what was paid for ends, which may be the next renewal's too."""
SUBSCRIBING = re.compile(
    r"\bplan\b|subscri|member|churn|cancel|renew|contract|\btier\b|unsubscri|\bmrr\b|trial|"
    r"vertrag|abo(nnement)?\b|mitglied|kundig|eintritt|austritt|abonn|resili|socio|suscrip|\bbaja\b|\balta\b|"
    r"assinatura|cancelamento|adesao|tarif|opzeg|lidmaatschap|abonnement|medlem|\blid\b|lidnummer|członk|clen(em|ove|a|stvi)?\b|\bjasen|adherent|adhesion|tessera|udmeld|utmeld|uttrad"
)
"""Names that speak of subscribing or leaving; a start and an end alone do not."""
ONLY_ENDING = re.compile(r"\bcancel\w*|\bcancelamento|\brenew\w*|\btrial\w*|\baltas?\b")
"""Names that speak of what orders have too: they can be cancelled, and renewed."""
TRIAL = re.compile(
    r"(is |has |in )?(a )?(free |gratis )?(trial|probe(monat|mitglied\w*|zeit|abo)?|essai( gratuit)?|(periodo de )?prueba|(periodo de )?teste|(periodo di )?prova|proef(periode|abonnement|lid)?)"
    r"( (user|member|subscription|account|flag|period|plan|y n))?"
)
"""Names of whether somebody only tried it, over yes and no."""
NUMBER = re.compile(
    r"(medlems?|lid|jasen|clen|mitglieds?|member(ship)?|abonnent\w*|kunden?|adherent|socio) ?(nr|no|nummer|number|numero|nro|id|cislo)|"
    r"(nr|n|no|numer|numero|num|cislo)( de| di| d)?( la)? (członka|czlonka|socio|socia|adherent|abonne|clena|tessera|abonado|assinante|licence|licencia)( socio)?|"
    r"(card|karty?|carte|carta|tarjeta|karten|licen[cs]e|licence|lizenz|pass) ?(no|nr|number|nummer|id)|(nr|numer|numero|no) (karty|carte|tarjeta|cartao|tessera)|"
    r"dni|nif|nie|cpf|codice fiscale|pesel|person(al)?nummer|cpr( nr| nummer)?|bsn|tessera|licence|licencia"
)
"""Names of a number that only one member has."""
FULL_NAME = re.compile(
    r"(full )?name|(customer|member|client) name|(imie i )?nazwisko( i imie)?|nom( et prenom| prenom| complet)?|nombre( y apellidos?| completo)?|"
    r"nome( completo| e cognome| e sobrenome)?|cognome e nome|naam|(vor ?(und )?(nach)?|nach)?name|name vorname|namn|navn|jmeno( a prijmeni)?|"
    r"company( (id|name))?|firma|organi[sz]ation( (id|name))?"
)
"""Names of who a member is; it may be the family name alone."""
FAMILY_NAME = re.compile(
    r"(last|family) name|surname|nachname|familienname|apellidos?|cognome|sobrenome|achternaam|efternamn|etternavn|efternavn|prijmeni|nazwisko|sukunimi"
)
GIVEN_NAME = re.compile(
    r"(first|given) name|forename|vorname|prenom|nombre|nome|voornaam|fornamn|fornavn|jmeno|imie|etunimi"
)
BORN = re.compile(
    r"(date of )?birth( ?date)?|dob|geburts ?(datum|tag)|geboren( am)?|date de naissance|nee? le|fecha de nacimiento|data de nascimento|data di nascita|"
    r"geboortedatum|fodelsedatum|fødselsdato|fødselsdag|data urodzenia|datum narozeni|syntymaaika"
)
"""Columns that tell two members of one name apart."""
FILE = re.compile(
    r"\b(members?|memberships?|subscri(bers?|ptions?)|churn|mitglieder(liste)?|abonnenten|abos?|abonnes?|adherents|socios|suscriptores|assinantes|"
    r"soci|abbonati|leden(lijst)?|abonnees|czlonkowie|czlonkow|członkowie|członkow|medlem(mar|mer)?|medlem(s|me)(register|lista|liste|oversigt)|abonnent(er|en)|jasen(et|rekisteri|luettelo)|clenove|seznam clenu)\b"
)
"""What a file is called that lists members, though its columns do not say so."""
STATUS = re.compile(
    r"((customer|member|membership|subscription|account|current) )?(status|state|estado|statut|situacao|stato)( (członkostwa|karnetu|umowy))?"
)
