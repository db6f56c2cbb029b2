// What the scripts expect, for mongosh. Emails and usernames are stored with A–Z in lower case.
db.users.createIndex({ email: 1 }, { unique: true })
db.users.createIndex({ username: 1 }, { unique: true, sparse: true })
