async function changeEmail(email, newEmail, verified, callback) {
  const { MongoClient } = require('mongodb')

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

  try {
    const isDone = await withUsers(async (users) => {
      const user = await users.findOne({ email: { $in: spellings(email) } })
      if (!user) return false
      const wanted = { $in: spellings(newEmail) }
      const others = { _id: { $ne: user._id }, $or: [{ email: wanted }, { username: wanted }] }
      if (await users.findOne(others)) throw new ValidationError('user_exists', 'The email is in use.')

      const [, stored] = spellings(newEmail)
      await users.updateOne({ _id: user._id }, { $set: { email: stored, email_verified: verified } })
      return true
    })
    callback(null, isDone)
  } catch (error) {
    callback(error.code === 11000 ? new ValidationError('user_exists', 'The email is in use.') : error)
  }
}
