function create(user, callback) {
  // Stored: callback(null)
  // Taken: callback(new ValidationError('user_exists', 'why'))
  // Failed: callback(error)
  callback(new Error('Please implement the create script of this connection.'))
}
