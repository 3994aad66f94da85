"""Names of the columns of a list of purchases, and what their cells say of an order, in a dozen languages."""

from __future__ import annotations

import re

CUSTOMER = re.compile(
    r"(customer|client|buyer|user|member|contact|account|shopper|guest|passenger|renter|booker|kunden?|kund|klant|klient|zakaznik|asiakas|cliente?)( ?(id|no|nr|number|"
    r"key|ref|nummer|name|email|code|unique id))?|(customer|user|buyer|contact|billing|cliente|kunden) e ?mail|id|"
    r"(billing )?e ?mail( address| billing)?|cust ?id|(no|nr|num|numero|n) (de |du |d |del )?(socio|socia|cliente|client|abonado|abonne|adherent|membre|"
    r"kunde|lid|klant|klienta|czlonka|member|customer)|(e ?mail|correo electronico) (de )?(rechnung|facturation|facturacion|fatturazione|faturamento|faturacao|facturatie|faktura)|"
    r"(nom|nombre|nome|naam|imie i nazwisko) (du |de |del |do |da |dell |van )?(la |de )?(client|cliente|klant|klienta)e?|kunde(n)?(navn|name)|kundnamn|nazwa klienta|"
    r"rechnungs e ?mail|(codigo|numero|id|correo|email|e mail)( (de|do|del|du))? (cliente|client)|"
    r"(correo( electronico)?|courriel|adresse e ?mail|e mail adresse|(kunden|mitglieds|abonnenten|lid|klant)(nummer|nr)|member(ship)? (no|nr|number|id|card)|mitglied(er)?|abonnent|numero client)"
)
ITEM = re.compile(
    r"amount|price|quantity|\bqty\b|revenue|\btotal\b|subtotal|\bsales?\b|spend|basket|line ?item|"
    r"(order|transaction|invoice|receipt|purchase)( ?(id|no|nr|number|num|name|date|value|total|status))?$|payment|\bpaid\b|\b(bookings?|reservations?|buchungs?\w*|reservas?|reservierung\w*|prenotazion[ei]|boeking\w*|rezerwacj\w*) ?(id|no|nr|number|code|date|status|datum|nummer)|"
    r"betrag|preis|menge|umsatz|summe|bestell\w*|rechnung\w*|kauf\w*|"
    r"montant|prix|quantite|facture|commande|achat|"
    r"importe|precio|cantidad|pedido|compra|venta|factura|encomenda|"
    r"valor|preco|quantidade|venda|fatura|importo|prezzo|ordine|acquisto|bedrag|prijs|bestelling|"
    r"belop|beløb|\bpris\b|ordre|bestilling|bestallning|\bkop\b|\bkøb\b|\bkjøp\b|faktura|kwota|\bcena\b|zamowien|zakup|castka|objednavk|tilaus|\bhinta\b|\bsumm?a?\b|totaal|totale|fattura|factuur|articolo|article|artikel|artikkel|producto|produkt"
)
"""Names that speak of buying: money, items, an order."""
BOUGHT_ON = re.compile(
    r"(order|purchase|transaction|invoice|sale|payment|paid|bought|bestell|kauf|rechnung|commande|achat|facture|"
    r"pedido|compra|venta|venda|encomenda|factura|fatura|ordine|acquisto|bestelling|besteld|bestilt|bestilling|bestalld|bestallning|købt|købs|kjøpt|kjøps|"
    r"kopt|kopdatum|ordre|faktura|zamowion|zamowieni|zakup|kupion|objednan|tilaus|ostopaiva)"
)
NOT_BOUGHT_ON = re.compile(
    r"\bcall(ed|s)?\b|\bphoned?\b|\banruf|\bangerufen|\btelef|\bappel(e|ee)?\b|\bllamad|\bchamad[ao]|\bchiamat|\bgebeld|\bzadzwon|birth|sign ?up|regist|deliver|shipp|due|refund|cancel|return|update|expir|fulfil|liefer|livraison|entrega|"
    r"feedback|review|survey|\brat(ed|ing)|respon|answer|complain|ticket|bewert|umfrage|antwort|\bavis\b|enquete|reponse|encuesta|"
    r"respuesta|resena|valoracion|pesquisa|resposta|avaliacao|sondaggio|risposta|recensione|beoordeling|ankiet|opinii"
)
OVER = re.compile(
    r"\b(end(s|ed)?|check ?out|departure|return(ed)?|until|ende|enddatum|abreise|fin|salida|saida|fine|partenza|einde|vertrek|koniec|wyjazd|slut\w*|afrejse|depart|departure date)\b"
)
"""Names of the day that a rental or a stay was over, on which nobody bought anything."""
BEGUN_ON = re.compile(
    r"\b(start(s|ed)?|begin|began|beginn|check ?in|arrival|visit(ed)?|stay|pick ?up|anreise|startdatum|debut|arrivee|visite|inicio|entrada|llegada|visita|chegada|inizio|arrivo|"
    r"aankomst|bezoek|poczatek|przyjazd|wizyta|ankomst)\b"
)
"""Names of the day that a stay or a visit began: only a person knows whether it was paid then."""
FILE = re.compile(
    r"transaction|order|purchase|sale|bestell|commande|pedido|encomenda|compra|venta|venda|ordini|invoice"
)
"""File names that say what two bare columns, a customer and a day, are."""
ORDERED = re.compile(
    r"order(s|ed|id|no|nr|nummer|number|datum|date|numer\w*)?|purchase[sd]?|transactions?|invoices?|receipts?|bought|checkouts?|subtotal|sku|line ?items?|(unit|item) ?price|quantity|qty|sales?|"
    r"bestell\w*|rechnung\w*|kauf\w*|menge|stuckzahl|stuckpreis|auftrags(nummer|nr|datum|wert)|commandes?|achats?|factures?|quantite|prix unitaire|"
    r"pedidos?|compras?|ventas?|facturas?|cantidad|precio unitario|encomendas?|vendas?|faturas?|quantidade|preco unitario|"
    r"ordin[ei]|acquist[oi]|vendit[ae]|fattur[ae]|quantita|prezzo unitario|bestelling\w*|besteld|aankoop\w*|factuu?r\w*|aantal|stuksprijs|"
    r"ordre\w*|faktura\w*|best[ai]l(l)?\w*ning\w*|bestilt|kop(t|et|datum)|kjøp\w*|køb\w*|antal|antall|kvantitet|zamowieni\w*|zakup\w*|ilosc|"
    r"objednavk\w*|mnozstvi|tilaus\w*|osto\w*|maara"
)
"""Words for what is bought, by which a file says that its rows are purchases."""
AN_ORDER = re.compile(
    r"\b(orders?|purchases?|transactions?|invoices?|receipts?|line ?items?|bestell\w*|rechnungs\w*|commandes?|factures?|pedidos?|facturas?|encomendas?|faturas?|"
    r"ordin[ei]|fattur[ae]|factuur\w*|ordre\w*|faktura\w*|zamowieni\w*|objednavk\w*|tilaus\w*)\b"
)
"""Names of an order itself, which no list of members has."""
SUM = re.compile(
    r"quantity|qty|amount|total|sales?|revenue|order value|menge|anzahl|betrag|cantidad|importe|quantite|montant|"
    r"quantidade|valor|total (amount|price)"
)
"""Names of what is negative where something was given back."""
MONEY = re.compile(r"\d{1,9}[.,]\d{2}")
STATUS = re.compile(
    r"((financial|payment|order|transaction|deal|opportunity|ride|trip|booking|reservation|sales?|purchase|invoice|appointment|job) )?(status|state)|((deal|sales|opportunity|pipeline) )?stage|"
    r"(estado|estatus|situacao|status|statut|etat|stato|stan|staat)"
    r"( (de|del|do|da|du|della|dell|de la|van de))?"
    r"( (pedido|encomenda|compra|pago|pagamento|financeiro|financiero|orden|venta|commande|paiement|ordine|acquisto|bestelling|"
    r"betaling|zamowienia|płatnosci))?|"
    r"(bestell|zahlungs|auftrags|order|betaal)status|status (zamowienia|płatnosci)"
)
NOT_BOUGHT = re.compile(
    r"\bfail|\bcancel|\bvoid|^refund|\bdeclin|\bunpaid|\babandon|\bblocked|\breject|\breturned\b|\bexpired\b|"
    r"\bstorniert|\berstattet|\bfehlgeschlagen|\babgebrochen|\babgelehnt|\bunbezahlt|\bretourniert|\bausstehend|"
    r"\breembols|\bdevuelt|\bfallid|\brechazad|\banulad|\bpendiente de pago|\bcaducad|"
    r"\bannul|\brembours|\bechou|\bechec|\brefuse|\bretourn|\ben attente de paiement|"
    r"\bestornad|\bdevolvid|\bfalh|\brecusad|\brejeitad|\bpagamento pendente|\baguardando pagamento|"
    r"\brimborsat|\brestituit|\bfallit|\brifiutat|\bin attesa di pagamento|"
    r"\bgeannuleerd|\bterugbetaald|\bmislukt|\bgeweigerd|\bgeretourneerd|\bwacht op betaling|"
    r"\banulowan|\bzwrocon|\bnieudan|\bodrzucon|\boczekuje na płatnosc|\bpending payment|"
    # Never ordered in earnest, or written down twice.
    r"\bdup(lica[dt]|likat|es?\b)|\bdoppelt|\bdoublon|\bdubbel|\bdubblett|\bdublet|\bdraft|\bentwurf|\bbrouillon|\bborrador|\brascunho|\bbozza|"
    r"\b(test|testbestellung|spam|fraud(ulent)?|trash(ed)?|utkast|kladde)\b|\bcharge ?backs?\b|\bcharged back\b|\bno ?show"
)
WON = re.compile(r"\b(won|gewonnen|gagnee?|ganad[oa]|ganh[oa]|vint[oa]|wygran[aey])\b")
"""What a deal is called that became a purchase; beside it no other is one."""
IN_PART = re.compile(r"\b(partial|partiel|teilw|parcial|parzial|gedeelt|czesciow)")
"""Words of what was given back only in part, so that something was bought."""
