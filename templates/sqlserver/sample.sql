-- Passwords: Ann's is "correct horse battery staple", Bob's is "Zürich ☃ 2012". Hashes: bcryptjs 3, cost 10.
INSERT INTO dbo.Users (Email, Username, Nickname, Password, Email_Verified)
VALUES (N'Ann@Example.com', N'Ann', N'Ann', N'$2b$10$xM0zv8FC6o3ITcaKszh7uOTQ/ER4jRMOe8xFdHXGOy/qXNgInINHK', 1);

INSERT INTO dbo.Users (Email, Username, Nickname, Password, Email_Verified)
VALUES (N'bob@example.com', NULL, NULL, N'$2b$10$.YTAGlX9GhjFuo4skdvJOe1V5jXF/cNWI4vCEz1QevXB/PV.cGZry', 0);
