"""What patients write, in English. `{...}` is filled in by chance; a line of `core` carries the matter."""

HELLO = (
    "", "", "", "Hi,", "Hello,", "Good morning,", "Hi there,", "Good afternoon,", "Hello again,", "Hi team,",
    "To the care team,",
)  # fmt: skip
BYE = (
    "", "", "Thank you.", "Thanks so much.", "Thanks in advance.", "Many thanks.", "Thank you for your help.",
    "Have a good day.", "Appreciate it!", "Thanks, and have a nice weekend.", "I appreciate all you do.",
    "Thank you for taking care of this.",
)  # fmt: skip

CORE = {
    "refill": (
        "I am down to my last {n} tablets of {med}.", "My {med} will run out on {day}.",
        "Could you send a refill of {med} to {pharmacy}?", "I need more {med}, the bottle says no refills left.",
        "{pharmacy} told me to ask you for a new prescription of {med}.",
        "It is time for my {med} again, I have about {n} days left.",
        "Please renew my {med} when you get a chance.", "I leave for {trip} on {day} and will not have enough {med}.",
        "The pharmacist says the {med} prescription has expired.",
        "I would like a 90 day supply of {med} this time if my plan allows it.",
        "I switched from {pharmacy2} to {pharmacy}, can the {med} go there from now on?",
        "My insurance wants the {med} through {pharmacy} now.", "I dropped some of my {med} in the sink and am short by {n} tablets.",
        "I only have {n} {med} left in the box.", "Just a routine refill of {med}, nothing has changed.",
    ),
    "question": (
        "My {part} has been bothering me for {n} days.", "I have had a dry cough for {n} days but no fever.",
        "Is it all right to take {otc} together with {med}?", "I forgot my {med} on {day} and took it the next morning.",
        "Since I started {med} I feel more tired in the afternoon.", "My home blood pressure was {bp} on {day}.",
        "Should I take {med} with food or on an empty stomach?", "I have been sleeping badly since {day}.",
        "There is a small itchy rash on my {part}.", "Can I get the flu shot and the other vaccine on the same day?",
        "My allergies are back, with sneezing and watery eyes.", "I pulled something in my {part} doing yard work on {day}.",
        "Do I need to fast before the blood test on {day}?", "How long should I wait before I exercise again?",
        "My {part} feels stiff in the morning and better by noon.", "I would like to cut down on salt, where do I begin?",
        "I am thinking about stopping smoking, what could help me?", "Is it normal that {med} makes my mouth dry?",
        "My heartburn came back after {trip}.", "I have had a runny nose for {n} days and wonder when to come in.",
        "May I take {med} at night and not in the morning?", "My ankles are a bit puffy in the evening since {day}.",
    ),
    "result": (
        "I saw my {test} result and do not understand the number.", "My {test} has an arrow next to it, what does that mean?",
        "The portal shows {test} from {day}, is that good or bad?", "Is my {test} better than last time?",
        "My {test} is just outside of the usual range.", "When will somebody tell me about my {test}?",
        "How often should the {test} be repeated?", "Could what I ate on {day} have changed my {test}?",
        "I compared my {test} with the last one and it moved a little.", "What can I do to bring the {test} to the right place?",
        "Do I have to change anything because of the {test}?",
    ),
    "referral": (
        "Dr. {doctor} said I could see a {spec} about my {part}.", "My insurance needs a referral before I see the {spec}.",
        "The {spec} office says they did not get the referral yet.", "Can I get a referral to a {spec} closer to home?",
        "I would like a second opinion from a {spec}.", "My referral to the {spec} ran out on {day}.",
        "The {spec} asked for a new referral for the follow up.", "It has been {n} weeks and nobody from the {spec} has called.",
        "Which {spec} do you work with that takes my plan?", "I was told at my last visit that a {spec} might help.",
        "Please send the referral to the {spec} on {street}.",
    ),
    "appointment": (
        "I need to move my visit on {day}, I have to work.", "Do you have anything earlier than {day}?",
        "I would like to book my yearly check-up.", "Can I come in on {day} {time}?", "I can not make it on {day}, my car is in the shop.",
        "Could the visit be by video and not in person?", "My son has a game on {day}, is there another time?",
        "Please cancel my visit on {day}, I feel better.", "Is there an opening next week, {time} if possible?",
        "I need a visit for my {part}, it is not urgent.", "We would like to come together, two visits one after the other.",
        "I missed your call about my visit, {day} {time} works.", "I need a follow up in about {n} weeks.",
        "What is the first free time {time}?",
    ),
    "other": (
        "I need a {form} filled out by {day}.", "Could you send my vaccine record to the {place}?",
        "I moved, my new address is {number} {street}.", "I have a new insurance card as of the first of the month.",
        "There is a charge of ${number} on my bill that I do not understand.", "The {place} needs a {form} from you.",
        "My phone number has changed, it ends in {number} now.", "How do I let my daughter see my record?",
        "Can I get a copy of my visit summary by mail?", "Where do I drop off the {form}?",
        "I got two bills for the same visit on {day}.", "Do you have flu shots for walk-ins on {day}?",
    ),
}  # fmt: skip
MORE = {
    "refill": (
        "Same dose as before.", "I take it every day.", "It works well for me.", "No side effects so far.",
        "I have {n} days left.", "Please text me when it is ready.", "The generic is fine.", "I can pick it up {time}.",
        "My next visit is already booked.", "I called the pharmacy first.", "Nothing else has changed.",
        "I did have my blood test last month.",
    ),
    "question": (
        "It is not terrible, but it is there.", "I have not tried anything yet.", "Rest helps a little.",
        "No fever, and I eat normally.", "It is a bit better today.", "I can send a picture if that helps.",
        "My wife says I should ask.", "It comes and goes.", "I also have an appointment in a few weeks.",
        "I did not want to call for this.", "It is worse {time}.", "I am not in a hurry.", "I drink plenty of water.",
    ),
    "result": (
        "I feel fine.", "Last time nobody said anything.", "I am a little worried.", "Maybe it is nothing.",
        "I took my medicine as usual that day.", "I did not eat before the test.", "My mother had the same.",
        "I read about it but it was confusing.", "We can talk about it at my visit if you prefer.",
        "A short explanation is enough.",
    ),
    "referral": (
        "Any day is fine for me.", "My plan is {plan}.", "I can drive up to {n} miles.", "I have seen them before.",
        "It is not urgent.", "It has been getting worse slowly.", "Please let me know who will call me.",
        "I have tried exercises at home.", "Mornings work best.", "They are booked far ahead, so the sooner the better.",
    ),
    "appointment": (
        "Mornings are best.", "After {time2} is better for me.", "I can be flexible.", "Any doctor is fine.",
        "I would rather see Dr. {doctor}.", "I need an interpreter for my mother.", "A short visit is enough.",
        "You can leave me a message.", "I work nights this month.", "I take the bus, so not too early.",
        "It is okay to put me on a list.",
    ),
    "other": (
        "No rush.", "They need it by the end of the month.", "I can pick it up at the desk.", "Email is fine too.",
        "I could not find it in the portal.", "I called but was on hold for a while.", "It is only one page.",
        "Please tell me if there is a fee.", "I attached nothing, I will bring it in.", "It is for the new school year.",
    ),
}  # fmt: skip
REPLY = {  # the patient writes again: what the team asked, or a further question
    "refill": (
        "It is {pharmacy}, the one on {street}.", "I take one in the morning.", "I have {n} left, I counted.",
        "The same dose, nothing changed.", "My last blood test was in {month}.", "Yes, still the 90 days please.",
        "They say it will be ready on {day}, is that right?", "The pharmacy still does not have it.",
        "I looked at the label and it is the old strength.",
    ),
    "question": (
        "It began about {n} days ago.", "No fever, I checked.", "I took {otc} once and it helped a bit.",
        "It hurts more when I move.", "I measured again and got {bp}.", "No, nothing new besides that.",
        "I will try that and write again on {day}.", "It is better than it was on {day}.", "One more thing, may I still go for walks?",
        "I sleep about {n} hours.",
    ),
    "result": (
        "It was the one from {day}.", "So should I do anything until then?", "And when is the next test?",
        "I see, and the other one next to it?", "I had eaten about {n} hours before.", "My last one was somewhere else.",
    ),
    "referral": (
        "My insurer is {plan}.", "I prefer one near {street}.", "They called me, it is on {day}.",
        "It is the left one.", "I have not heard from them yet.", "Yes, I saw them {n} years ago.",
    ),
    "appointment": (
        "{day} works for me.", "Could it be {time} and not so early?", "I can do any day but {day}.",
        "Is the {time} one still free?", "Yes, the usual doctor please.", "I need about {n} minutes, no more.",
    ),
    "other": (
        "It is for the {place}.", "They want it by {day}.", "I will bring the {form} on {day}.",
        "The number on the letter is {number}.", "My daughter will pick it up.", "I found it in the meantime, but thank you.",
    ),
}  # fmt: skip
THANKS = (
    "Thank you so much!", "Great, thanks for the quick answer.", "Perfect, thank you.", "Wonderful, thank you {staff}.",
    "Okay, got it. Thanks!", "Thanks, that helps a lot.", "You are the best, thank you.", "That is good to hear, thanks.",
    "Picked it up today, thank you.", "All clear now, thanks again.",
)  # fmt: skip
SUBJECT = {  # one for each line of `core`
    "question": ("My {part}", "Cough", "Two medicines together", "Missed dose", "Feeling tired", "Blood pressure at home",
                 "How to take it", "Sleep", "A rash", "Vaccines", "Allergies", "A strain", "Blood test", "Exercise",
                 "Stiff in the morning", "Salt", "Stopping smoking", "Dry mouth", "Heartburn", "Runny nose", "When to take it",
                 "Ankles"),
    "other": ("A form", "Vaccine record", "New address", "New insurance", "My bill", "A form", "Phone number",
              "Access for my daughter", "Copy of my summary", "A form", "My bill", "Flu shot"),
    "appointment": ("change", "change", "new", "new", "change", "change", "change", "cancel", "new", "new", "new", "new",
                    "new", "new"),
}  # fmt: skip
SLOTS = {
    "pharmacy": ("Maple Street Pharmacy", "the pharmacy on Dayton Rd", "Northgate Drug", "Cedar Pharmacy",
                 "the grocery store pharmacy", "Lakeview Pharmacy", "Hometown Drug", "my usual pharmacy"),
    "pharmacy2": ("Corner Drug", "the old pharmacy", "the one downtown", "Plaza Pharmacy"),
    "day": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "the 4th", "the 11th", "the 15th",
            "the 20th", "the 28th"),
    "time": ("in the morning", "in the afternoon", "after lunch", "around ten", "before noon", "late in the day",
             "around half past two"),
    "time2": ("three", "four", "ten", "two"),
    "trip": ("a trip to Texas", "a family wedding", "my sister's place", "the holidays", "a week up north",
             "a work trip", "my cousin's graduation"),
    "part": ("shoulder", "lower back", "left knee", "right knee", "wrist", "neck", "elbow", "right hip", "ankle",
             "thumb", "left foot"),
    "otc": ("an allergy pill", "acetaminophen", "a cough drop with honey", "an antacid", "vitamin D", "magnesium"),
    "spec": ("skin doctor", "eye doctor", "physical therapist", "heart doctor", "foot doctor", "ear, nose and throat doctor",
             "allergist", "bone doctor", "dietitian", "hearing clinic"),
    "form": ("sports form", "camp form", "work form", "school form", "parking permit form", "daycare form",
             "gym letter", "physical form"),
    "place": ("school", "daycare", "new employer", "college", "camp", "county office", "team coach"),
    "plan": ("Badger Plus Health", "Prairie Mutual", "Great Lakes Choice", "Front Range Care", "Union Plan"),
    "street": ("Birch St", "Prairie Rose Dr", "Old Mill Rd", "Fordem Row", "Elm Row", "Ridge Top Rd"),
    "month": ("January", "March", "April", "June", "August", "September", "October"),
}  # fmt: skip
