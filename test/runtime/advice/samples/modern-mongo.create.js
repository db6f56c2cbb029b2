async function create(user, callback) {
  const { MongoClient } = require('mongodb')
  const bcrypt = require('bcrypt')
  const client = new MongoClient(configuration.MONGO_URI)
  try {
    await client.connect()
    const users = client.db('shop').collection('users')
    if (await users.findOne({ email: user.email })) {
      return callback(new ValidationError('user_exists', 'The user already exists.'))
    }
    const password = await bcrypt.hash(user.password, 10)
    await users.insertOne({ email: user.email, password })
    callback(null)
  } catch (error) {
    callback(error)
  } finally {
    await client.close()
  }
}
