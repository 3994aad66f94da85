"""What the sample's customers said, in their own words, newest first.

Days count back from today. Where a quote speaks of a change, it is dated while that change
stood, on whatever weekday today is.
"""

from __future__ import annotations

from store.common.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class SpokenQuote:
    """One quote: days ago, the touchpoint it is about, where it was heard, the words."""

    ago: int
    touchpoint: str
    source: str
    text: str


SAID = (
    SpokenQuote(0, "breakdown", "Phone",
         "Flat tyre by the weir, two tired children on board. The van driver rang me before I had "
         "worked out where I was, and he had read my message. I didn't have to explain a thing."),
    SpokenQuote(0, "hitch-guide", "E-mail",
         "The video shows a hitch that isn't the one in my bag. Mine has a pin, not a clip."),
    SpokenQuote(1, "deposit", "E-mail",
         "Third hire, and the third time I've had to ask where the deposit is. It always comes. "
         "Why do I always have to ask?"),
    SpokenQuote(1, "chat-hello", "Chat",
         "You asked how Biscuit liked the trailer. He slept through the whole ride. It made my "
         "day that you remembered him."),
    SpokenQuote(2, "day-after", "Day-after survey",
         "Yes, solved. And thank you for waiting a day to ask. That same evening I would have "
         "said something less polite."),
    SpokenQuote(3, "first-reply", "E-mail",
         "Wrote at nine, answered by ten. I had planned to be annoyed for longer."),
    SpokenQuote(4, "chooser", "Chat",
         "I have an e-bike with a thick rear axle, and your chooser doesn't know it exists. "
         "Luckily Jo does."),
    SpokenQuote(5, "letter", "Monthly letter",
         "I liked the list of what broke and what you mended. Most companies only tell me "
         "what is new."),
    SpokenQuote(6, "chat-hello", "Chat",
         "The form wanted my booking number. I was writing because I never got a booking number."),
    SpokenQuote(7, "late-fee", "E-mail",
         "Twelve pounds for being four minutes late, when the gate was stuck. You took it off at "
         "once, so all is well. But it should never have been there."),
    SpokenQuote(8, "code-page", "Chat",
         "The lock said no, the page said no, and then somebody called Dele said hello. Four "
         "minutes later I was cycling."),
    SpokenQuote(9, "first-morning", "E-mail",
         "This morning's message was two lines long and told me exactly where to stand. "
         "More of that, please."),
    SpokenQuote(10, "harness-card", "At the stand", "Clear. Thanks."),
    SpokenQuote(11, "hand-over", "E-mail",
         "Jo promised me a call on Tuesday. On Tuesday nobody knew about it. On Wednesday Jo rang, "
         "and was lovely about it, but I had taken Tuesday off."),
    SpokenQuote(12, "second-hire", "E-mail",
         "Booked again before I had given the first one back. My daughter now refuses the car."),
    SpokenQuote(13, "chat-hello", "Chat", "Why do I have to fill in a form to say hello?"),
    SpokenQuote(15, "help-search", "Help page",
         "Your answers are so short now that I had to write to you anyway."),
    SpokenQuote(16, "code-fails", "Phone",
         "The code worked on the second try. The first try was in the rain."),
    SpokenQuote(18, "chat-hello", "Chat",
         "I typed my question, then a form came, then my question was gone. So I typed it again, "
         "shorter and crosser."),
    SpokenQuote(20, "first-reply", "E-mail",
         "Your answer began “This belongs to a colleague”. So did your colleague's."),
    SpokenQuote(22, "left", "Phone",
         "We moved, and there is no stand near us. It was nothing you did. Put one in Harbour Lane "
         "and we are back."),
    SpokenQuote(24, "first-reply", "E-mail",
         "I asked about a deposit and a broken light in one e-mail. I got two half answers from "
         "two people, three days apart. Neither of them knew about the other half."),
    SpokenQuote(26, "harness-card", "At the stand",
         "The card with the drawings is brilliant. My father-in-law fitted the harness all by "
         "himself, and he never reads anything."),
    SpokenQuote(29, "first-morning", "E-mail",
         "I was nervous about towing my son through town. Your note said to try an empty lap of "
         "the car park first. I did, and the nerves were gone."),
    SpokenQuote(31, "day-after", "Day-after survey",
         "No. The new code works, but I still paid for the hour I stood there."),
    SpokenQuote(34, "confirmation", "E-mail",
         "Lovely confirmation. It told me everything except how big the thing is."),
    SpokenQuote(37, "deposit", "E-mail",
         "Mei told me which day the money would come, and on that day it came. Simple."),
    SpokenQuote(41, "code-page", "Chat",
         "A chat window that opens because something went wrong, and not because you want to sell "
         "me something. I didn't know there were any."),
    SpokenQuote(44, "returning", "Booking page",
         "You have had my address for two years. You could stop asking for it."),
    SpokenQuote(47, "letter", "Monthly letter",
         "Eight. It would be nine if the cargo trailer had a cover."),
    SpokenQuote(50, "day-after", "Phone",
         "I clicked “no”, and the next morning a person rang me. I nearly dropped the phone in "
         "the canal."),
    SpokenQuote(55, "hitch-guide", "E-mail",
         "The page says ten minutes. It took us fifty, one argument and a neighbour."),
    SpokenQuote(58, "late-fee", "E-mail", "Please explain the late fee before I am late."),
    SpokenQuote(62, "greeting", "Phone",
         "“Good morning, Mr Achterberg, is it the dog trailer again?” I have never felt so "
         "famous."),
    SpokenQuote(69, "breakdown", "Phone",
         "Sunday evening, flat tyre, and nobody on the phone until Monday. We pushed it home. "
         "It isn't light."),
    SpokenQuote(72, "deposit", "Chat",
         "I expected a fight about the broken lamp. I got twenty pounds back in one message."),
    SpokenQuote(76, "help-search", "Help page",
         "Searched for “puncture” and found nothing. Searched for “flat” and found everything."),
    SpokenQuote(79, "letter", "Monthly letter",
         "Seven out of ten. The trailer is a ten. Finding a free one on a Saturday is a four."),
    SpokenQuote(82, "chooser", "Chat",
         "Three people have told me three different things about whether it fits a folding bike."),
    SpokenQuote(86, "chat-hello", "Chat", "“Your concern is important to us.” Is it, though?"),
    SpokenQuote(88, "deposit", "E-mail", "I have now explained the same scratch to four people."),
    SpokenQuote(90, "greeting", "Phone",
         "In one call you asked for my name three times and never once used it."),
    SpokenQuote(93, "code-page", "E-mail",
         "I stood there for forty minutes with a code that didn't work and a page that said "
         "“Try again”. I tried again."),
)  # fmt: skip
