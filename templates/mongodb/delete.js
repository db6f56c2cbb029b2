async function deleteUser(id, callback) {
  const { MongoClient, ObjectId } = require('mongodb')

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

  // Ids are ObjectIds, or texts that an application chose.
  const text = String(id)
  const ids = /^[0-9a-f]{24}$/i.test(text) ? [new ObjectId(text), text] : [text]

  try {
    await withUsers((users) => users.deleteOne({ _id: { $in: ids } }))
    callback(null)
  } catch (error) {
    callback(error)
  }
}
