async function create(user, callback) {
  const { MongoClient } = require('mongodb')
  const bcrypt = require('bcrypt')

  async function withUsers(work) {
    const client = new MongoClient(configuration.MONGODB_URL, {
      maxPoolSize: 1,
      serverSelectionTimeoutMS: 5_000,
    })
    try {
      await client.connect()
      return await work(client.db(configuration.MONGODB_DATABASE).collection('users'))
    } finally {
      await client.close()
    }
  }

  // A–Z only, since other letters must not make two people look alike.
  function lower(text) {
    return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
  }

  async function isTaken(users, identifier) {
    const wanted = { $in: [identifier, lower(identifier)] }
    return (await users.findOne({ $or: [{ email: wanted }, { username: wanted }] })) !== null
  }

  try {
    const password = await bcrypt.hash(user.password, 10)
    await withUsers(async (users) => {
      if ((await isTaken(users, user.email)) || (user.username && (await isTaken(users, user.username)))) {
        throw new ValidationError('user_exists', 'The user already exists.')
      }

      await users.insertOne({
        email: lower(user.email),
        ...(user.username && { username: lower(user.username) }),
        ...(user.nickname && { nickname: String(user.nickname) }),
        password,
        email_verified: false,
      })
    })
    callback(null)
  } catch (error) {
    // Another user may have taken the email or the username meanwhile.
    callback(error.code === 11000 ? new ValidationError('user_exists', 'The user already exists.') : error)
  }
}
