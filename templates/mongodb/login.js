async function login(identifier, password, callback) {
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

  // Emails and usernames are stored with A–Z in lower case; those that are not are found as they are written.
  function spellings(identifier) {
    return [identifier, identifier.replace(/[A-Z]/g, (letter) => letter.toLowerCase())]
  }

  /** Searches by email, then by username. */
  async function findUser(users, identifier) {
    const wanted = { $in: spellings(identifier) }
    return (await users.findOne({ email: wanted })) ?? (await users.findOne({ username: wanted }))
  }

  try {
    const user = await withUsers((users) => findUser(users, identifier))
    if (!user) return callback(new WrongUsernameOrPasswordError(null, 'There is no such user.'))

    const isRight = await bcrypt.compare(password, user.password)
    if (!isRight) {
      return callback(new WrongUsernameOrPasswordError(String(user._id), 'The password is wrong.'))
    }

    callback(null, {
      user_id: String(user._id),
      email: user.email,
      email_verified: Boolean(user.email_verified),
      username: user.username,
      nickname: user.nickname,
    })
  } catch (error) {
    callback(error)
  }
}
