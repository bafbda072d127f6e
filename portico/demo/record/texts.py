"""The words of the papers: plain, harmless, and ours. `{...}` is filled in by the story."""

ROSA_SUMMARY = """
Your visit on {date}
With Dr. Amara Lee, Madison clinic

WHY YOU CAME
You came for a follow-up of your blood pressure and your diabetes.

WHAT WE FOUND
- Your blood pressure was 134 over 78.
- Your average blood sugar (A1c) was 7.1. Last time it was 7.3.
- Your kidneys filter a little less than last year. We want to watch this. It needs no new medicine now.

WHAT TO DO NOW
- Keep taking your medicines the same way.
- Bring all your medicine bottles to your next visit, also the ones you buy without a prescription.
- Drink water through the day and keep up your walks.
- See the eye doctor for your yearly eye check. We sent the referral.

QUESTIONS
Write to us in the portal or call 608-555-0142. In an emergency call 911.
"""

ROSA_EARLIER_SUMMARY = """
Your visit on {date}
With Dr. Amara Lee, Madison clinic

WHY YOU CAME
You came for your yearly check-up.

WHAT WE TALKED ABOUT
- You feel well. Your knees hurt when you climb stairs.
- We went over your list of medicines together.
- You asked about walking more. Short walks on flat ground are a good start.

WHAT TO DO NOW
- Keep taking your medicines the same way.
- Come back in six to nine months.

QUESTIONS
Write to us in the portal or call 608-555-0142. In an emergency call 911.
"""

ROSA_LETTER = """
{date}

Dear Ms. Delgado,

Your blood test results are back. Most of them are the same as before.

The test that shows how your kidneys filter is a little lower than last year. This happens to many people \
over the years. We will repeat the test at your next visit, and then we will talk about it.

You do not need to change anything before that visit.

Sincerely,
Dr. Amara Lee
Lakeside Family Medicine
"""

ROSA_NOTE = """
<h2>Progress note</h2>
<p><strong>Reason for visit:</strong> Follow-up of blood pressure and type 2 diabetes.</p>
<p><strong>History:</strong> Feels well. Takes her medicines every day. Walks about 20 minutes on most days.
No chest pain. No swelling of the legs.</p>
<table>
<thead><tr><th>Measure</th><th>Today</th><th>Last visit</th></tr></thead>
<tbody>
<tr><td>Blood pressure</td><td>134/78</td><td>138/82</td></tr>
<tr><td>Weight (lb)</td><td>168</td><td>170</td></tr>
</tbody>
</table>
<p><strong>Plan</strong></p>
<ul>
<li>Continue the same medicines.</li>
<li>Repeat kidney tests at the yearly check-up.</li>
<li>Referral to ophthalmology for the yearly diabetes eye examination.</li>
</ul>
<p>Amara Lee, MD</p>
"""

ROSA_CONSULT = """
CARDIOLOGY CONSULT
Patient: Rosa Delgado
Date: {date}

Asked by Dr. Amara Lee to see Ms. Delgado because of chest discomfort.

She had a normal exercise test and a normal ultrasound of the heart. There is no sign of narrowed heart \
arteries. The discomfort has gone away.

No further heart tests are planned. She returns to the care of Dr. Lee.

Helen Brandt, MD
"""

ELENA_SUMMARY = """
Your visit on {date}
With Dr. Amara Lee, Madison clinic

WHY YOU CAME
You came about your headaches.

WHAT WE TALKED ABOUT
- You have a headache about twice a month. Rest in a dark room helps.
- A short diary can show what comes before a headache: sleep, meals, stress, screens.

WHAT TO DO NOW
- Keep the diary for two months and bring it to our video visit.
- Have the blood test for iron that we ordered.

QUESTIONS
Write to us in the portal or call 608-555-0142. In an emergency call 911.
"""

MARCUS_PLAN = """
Your visit on {date}
With Dr. Amara Lee, Madison clinic

WHY YOU CAME
You came for your yearly check-up and to go over your asthma plan before the sports season.

YOUR ASTHMA PLAN
- Every day: your controller inhaler, 2 puffs in the morning and 2 puffs in the evening. \
Rinse your mouth after.
- When you wheeze or cough: your quick-relief inhaler, as we showed you.
- Carry the quick-relief inhaler to every practice and game.

CALL US
- If you need the quick-relief inhaler more than two days a week.
- If you wake up at night because of your asthma.

If you cannot speak in full sentences because you are short of breath, call 911.
"""

MARCUS_SCHOOL = """
{date}

To the school nurse,

Marcus Bell is a patient of our clinic. He has asthma. He may carry his quick-relief inhaler \
at school and use it when he needs it.

He may take part in all sports.

Sincerely,
Dr. Amara Lee
Lakeside Family Medicine
"""

MARCUS_PRIVATE = """
<h2>Progress note (confidential)</h2>
<p>Marcus asked to talk alone. He has worried a lot since the family moved. He sleeps less than before.
He feels safe at home and at school.</p>
<p>We talked about what helps him: basketball, music, talking with his older cousin. He would like to meet
with a counselor. We agreed to talk again in four weeks.</p>
<p>Amara Lee, MD</p>
"""

HAROLD_SUMMARY = """
Your visit on {date}
With Dr. Amara Lee, Madison clinic

WHY YOU CAME
You came for a follow-up of your blood pressure and your gout.

WHAT WE FOUND
- Your blood pressure was 128 over 76.
- You had no gout attack since spring.
- Your weekly blood test (INR) was in the range we want.

WHAT TO DO NOW
- Keep taking your medicines the same way.
- Keep coming for your blood test every week.
- Ask us before you take any new medicine, also one without a prescription.

QUESTIONS
Write to us in the portal or call 608-555-0142. In an emergency call 911.
"""

ORDINARY_SUMMARY = """
Your visit on {date}
With {doctor}, {site}

WHY YOU CAME
{reason}.

WHAT WE TALKED ABOUT
- How you have been since your last visit.
- Your list of medicines. We went through it together.

WHAT TO DO NOW
- {advice}
- Tell us if your address, your phone number or your pharmacy changes.

QUESTIONS
Write to us in the portal or call {phone}. In an emergency call 911.
"""

ADVICE = (
    "Bring the bottles of everything you take to your next visit.",
    "Write to us if you have a question before your next visit.",
    "Come back in one year, or sooner if something changes.",
    "Sleep, meals and walks at regular times do a lot of good.",
)

ORDINARY_LETTER = """
{date}

Dear {name},

Your test results are back. They are much the same as before. You can see each number in the portal.

We will go over them together at your next visit.

Sincerely,
{doctor}
Lakeside Family Medicine
"""
