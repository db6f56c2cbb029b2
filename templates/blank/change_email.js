function changeEmail(email, newEmail, verified, callback) {
  // Done: callback(null, true)
  // Unknown: callback(null, false)
  // Taken: callback(new ValidationError('user_exists', 'why'))
  // Failed: callback(error)
  callback(new Error('Please implement the change_email script of this connection.'))
}
