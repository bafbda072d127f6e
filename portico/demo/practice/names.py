"""Names of many origins, put together by chance. Nobody here exists."""

# origin: (women's and girls' names, men's and boys' names, family names, first language)
ORIGINS: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], str]] = {
    "midwest": (
        ("Karen", "Judith", "Megan", "Ashley", "Claire", "Nora", "Ruth", "Abigail", "Holly", "Denise", "Joan",
         "Kristin", "Paula", "Hazel", "Tessa", "Lorraine", "Molly", "Ingrid", "Brooke", "Gwen"),
        ("Dale", "Kyle", "Evan", "Gordon", "Travis", "Owen", "Russell", "Peter", "Wesley", "Glenn", "Connor",
         "Mitchell", "Leif", "Bruce", "Derek", "Caleb", "Roy", "Erik", "Warren", "Hugh"),
        ("Halvorsen", "Kowalczyk", "Brandvold", "Petrie", "Schuster", "Dunleavy", "Krueger", "Amundson",
         "Tierney", "Vogel", "Mattson", "Pruitt", "Lindahl", "Ferrand", "Osgood", "Whitcomb", "Sobczak",
         "Tolliver", "Haugen", "Brennecke", "Dorsett", "Nyquist", "Garrity", "Wendt", "Ekholm"),
        "en",
    ),
    "hispanic": (
        ("Marta", "Lucía", "Guadalupe", "Ximena", "Verónica", "Pilar", "Yolanda", "Daniela", "Rocío", "Camila",
         "Alma", "Esperanza", "Jimena", "Leticia", "Noemí"),
        ("Javier", "Ernesto", "Mateo", "Raúl", "Emilio", "Santiago", "Héctor", "Rubén", "Joaquín", "Esteban",
         "Ismael", "Diego", "Arturo", "Félix", "Gael"),
        ("Quintero", "Villaseñor", "Arriaga", "Montoya", "Cárdenas", "Zepeda", "Barrios", "Olvera", "Tafoya",
         "Escobedo", "Luna", "Pacheco", "Robledo", "Saldívar", "Cisneros", "Benavides", "Murillo", "Trejo"),
        "es",
    ),
    "vietnamese": (
        ("Mai", "Lan", "Thu", "Hương", "Ngọc", "Kim"), ("Minh", "Quang", "Tuấn", "Đức", "Huy", "Long"),
        ("Trần", "Đặng", "Bùi", "Lý", "Huỳnh", "Vũ"), "vi",
    ),
    "hmong": (
        ("Pa Houa", "Mai Lee", "Kia", "Bao"), ("Tou", "Pao", "Cheng", "Kong"), ("Vang", "Lor", "Moua", "Thao"),
        "hmn",
    ),
    "south asian": (
        ("Anjali", "Meera", "Sunita", "Kavya", "Farah"), ("Rohan", "Vikram", "Arjun", "Imran", "Nikhil"),
        ("Deshmukh", "Chaudhary", "Iyengar", "Bhatt", "Rahmani", "Kulkarni"), "en",
    ),
    "african american": (
        ("Latoya", "Denita", "Imani", "Shanice", "Bernice", "Keisha", "Monique"),
        ("Darnell", "Terrance", "Malik", "Isaiah", "Curtis", "Jamal", "Reginald"),
        ("Gaines", "Broadnax", "Mayfield", "Pettway", "Hollins", "Lockett", "Merriweather", "Stallworth"), "en",
    ),
    "east african": (
        ("Hodan", "Ayaan", "Sahra", "Selam"), ("Abdullahi", "Yusuf", "Liban", "Dawit"),
        ("Farah Jama", "Hassan Nur", "Tesfaye", "Osman"), "so",
    ),
    "arabic": (
        ("Leila", "Rania", "Samira"), ("Karim", "Tariq", "Nabil"), ("Khoury", "Mansour", "Haddadin"), "ar",
    ),
}  # fmt: skip
WEIGHTS = {
    "midwest": 41, "hispanic": 28, "vietnamese": 6, "hmong": 4, "south asian": 6, "african american": 9,
    "east african": 3, "arabic": 3,
}  # fmt: skip
STREETS = (
    "Sugar Maple Ln", "Old Mill Rd", "Tamarack Trl", "Prairie Rose Dr", "Whippoorwill Way", "Fordem Row",
    "Burr Oak Ct", "Cricket Hollow", "Ridge Top Rd", "Otter Creek Dr", "Foxglove Ave", "Stone Bridge St",
)  # fmt: skip
