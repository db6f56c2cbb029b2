-- Passwords: Ann's is "correct horse battery staple", Bob's is "Zürich ☃ 2012". Hashes: bcryptjs 3, written as PHP does, and Drupal's variant of phpass, in Python.
INSERT INTO users (uid, uuid, langcode) VALUES (2, 'u-2', 'en'), (3, 'u-3', 'en');
INSERT INTO users_field_data (uid, langcode, name, pass, mail, status, created, default_langcode) VALUES
  (2, 'en', 'Ann', '$2y$10$GybrQLio5hAXoWsdmYNg6O8quF4GJOimkcUTEHdpsQq3uSQ71aFz2', 'Ann@Example.com', 1, 1, 1),
  (3, 'en', 'bob@example.com', '$S$D8obSalt.JZTOeMFAdssbgTkqwo8QkA2uga47h9QRXmZBW3fLZfk', 'bob@example.com', 1, 1, 1);
