"""Words of the languages here that tell nothing of what a text is about. Pure.

English, German, French, Spanish and Portuguese, folded. They help to order what is found, for how a thing is asked is a
part of it; none is a reason to suggest a topic.
"""

from __future__ import annotations

_WORDS = """
a about again all also am an and any are as at be because been but by can could did do does for from get go got had
has have he her here him his how i if in into is it its just know let like made make me more much my no not now of
on one only or other our out please she should so some such than that the their them then there these they this
those to too up us very was we were what when where which who why will with would you your

aber alle als am an auch auf aus bei bin bis bitte da das dass dem den der des die dies diese doch ein eine einem
einen einer er es fur haben hat ich ihr im in ist ja kann kein keine konnen man mein meine mich mir mit nach nicht
noch nur oder schon sein sich sie sind so uber um und uns vom von war was wenn wer wie wir wird wo zu zum zur

a au aux avec bonjour c ce ces cet cette comme d dans de des du elle en est et ete etre fait il ils j je l la le les
leur ma mais me mes mon n ne nous on ou par pas peut pour qu quand que qui s sa se ses si son sont sur ta te tes toi
ton tous tout tu un une votre vos vous y

al algo como con cuando de del desde donde el ella en era es esta estan este esto fue ha hay la las le lo los mas me
mi mis muy no nos o para pero por porque que quien se ser si sin sobre su sus te tiene todo tu un una unos y ya

ao aos as com como da das de dela dele do dos e ela ele em era essa esse esta estao este eu foi isso ja la mais mas
me meu minha muito na nao nas nem no nos o os ou para pela pelo por quando que se sem ser seu sua tem um uma voce
"""
COMMON = frozenset(_WORDS.split())
