async function changePassword(email, newPassword, callback) {
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

  try {
    const password = await bcrypt.hash(newPassword, 10)
    const isDone = await withUsers(async (users) => {
      const { matchedCount } = await users.updateOne(
        { email: { $in: spellings(email) } },
        { $set: { password } },
      )
      return matchedCount === 1
    })
    callback(null, isDone)
  } catch (error) {
    callback(error)
  }
}
