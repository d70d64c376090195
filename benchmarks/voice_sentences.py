"""Ordinary English sentences that are no command: half to tune with, half to judge by."""

from __future__ import annotations

TUNING = """
the weather is nice today isn't it
my grandson lives in osaka
the train was late again this morning
we had fish for dinner yesterday
i do not understand this letter
the doctor said to come back
hello
thank you
see you tomorrow
what time is it
the bus is coming
the screen is black
please sit down
it costs about four hundred yen
i have forgotten my password again
just a minute
really
maybe later
i think so
let me think about it
do you have a pen
i was born in nineteen forty one
we went to the hospital on monday
is there a train after nine o'clock
the battery is almost empty
somebody asked for my bank card
the letters are too small for me
i cannot hear you very well
sorry i am late
who told you that
the garden looks beautiful in spring
they are building a new road
my knees hurt when it rains
close the door please
give me the paper
is it raining
good night
well
listen
yesterday
computer
medicine
the water is boiling in the kitchen
this is a very long story about my neighbour
when does the office close
you should write to the mayor
my husband does not like machines
does it cost anything to call
the picture is upside down
nobody answered the phone
open the window a little
next week i am away
stop talking so much
i read a book last night
she went back home
there are many people here
save some cake for me
the rest of the family is fine
i need some help with the garden
print is too small in the newspaper
""".strip().splitlines()

JUDGING = """
i would like a cup of tea please
where did i put my glasses
could you speak a little louder
it is very cold outside
thank you very much for your help
have you seen my umbrella
good morning
excuse me
how much is it
i am hungry
my telephone does not work
she is waiting at the station
you can leave your coat here
my daughter sent me a photograph
wait a moment
oh dear
of course
that is fine
not today
where is the toilet
my name is tanaka
the cat sleeps on the table
he has been ill for three weeks
turn the lights off before you go
i received a strange call
how do i send a picture to my sister
can you hear me
what did you say
it does not matter
i will ask my son
there was an earthquake last night
we used to live near the sea
the coffee is too hot
come in and take a seat
look at this picture
happy birthday
okay
right
tomorrow
umbrella
telephone
chocolate
fifty two people came to the party
i have never used one of these before
it was on the news this evening
the children are playing in the street
i lost my key somewhere in the park
it keeps ringing all day long
why is it so slow
which button should i press
number of visitors
go home now
no i do not want that
look up at the sky
sit down over there
show me your hand
the menu of the restaurant is long
yes my brother told me so
change at the next station
again and again he forgets it
""".strip().splitlines()
