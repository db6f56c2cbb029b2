async function verify(email, callback) {
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
      const wanted = { email: { $in: spellings(email) } }
      const { matchedCount } = await users.updateOne(wanted, { $set: { email_verified: true } })
      return matchedCount === 1
    })
    callback(null, isDone)
  } catch (error) {
    callback(error)
  }
}
