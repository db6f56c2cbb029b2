-- Passwords: Ann's is "correct horse battery staple", Bob's is "Zürich ☃ 2012". Hashes: Drupal's variant of phpass after its published algorithm, in Python.
INSERT INTO sequences (value) VALUES (3);
INSERT INTO users (uid, name, pass, mail, status) VALUES
  (2, 'Ann', '$S$DSal7yAnnnDb.CQbk/MiiC4QxccfUEVeJDijWR4IkMbM/2PoIIVK', 'Ann@Example.com', 1),
  (3, 'bob@example.com', '$S$D8obSalt.JZTOeMFAdssbgTkqwo8QkA2uga47h9QRXmZBW3fLZfk', 'bob@example.com', 1);
