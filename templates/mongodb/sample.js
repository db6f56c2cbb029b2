// For mongosh. Passwords: Ann's is "correct horse battery staple", Bob's is "Zürich ☃ 2012". Hashes: bcryptjs 3, cost 10.
db.users.insertMany([
  {
    email: 'ann@example.com',
    username: 'ann',
    nickname: 'Ann',
    password: '$2b$10$xM0zv8FC6o3ITcaKszh7uOTQ/ER4jRMOe8xFdHXGOy/qXNgInINHK',
    email_verified: true,
  },
  {
    email: 'bob@example.com',
    password: '$2b$10$.YTAGlX9GhjFuo4skdvJOe1V5jXF/cNWI4vCEz1QevXB/PV.cGZry',
    email_verified: false,
  },
])
