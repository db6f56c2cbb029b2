-- Passwords: Ann's is "correct horse battery staple", Bob's is "Zürich ☃ 2012". Hashes: bcryptjs 3, cost 10.
INSERT INTO users (email, username, nickname, password, email_verified) VALUES
  ('Ann@Example.com', 'Ann', 'Ann', '$2b$10$xM0zv8FC6o3ITcaKszh7uOTQ/ER4jRMOe8xFdHXGOy/qXNgInINHK', TRUE),
  ('bob@example.com', NULL, NULL, '$2b$10$.YTAGlX9GhjFuo4skdvJOe1V5jXF/cNWI4vCEz1QevXB/PV.cGZry', FALSE);
