-- Passwords: Ann's is "correct horse battery staple", Bob's is "Zürich ☃ 2012". Hashes: bcryptjs 3, cost 10.
INSERT INTO USERS (EMAIL, USERNAME, NICKNAME, PASSWORD, EMAIL_VERIFIED)
VALUES ('Ann@Example.com', 'Ann', 'Ann', '$2b$10$xM0zv8FC6o3ITcaKszh7uOTQ/ER4jRMOe8xFdHXGOy/qXNgInINHK', 'true');

INSERT INTO USERS (EMAIL, PASSWORD, EMAIL_VERIFIED)
VALUES ('bob@example.com', '$2b$10$.YTAGlX9GhjFuo4skdvJOe1V5jXF/cNWI4vCEz1QevXB/PV.cGZry', 'false');
