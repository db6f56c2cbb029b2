function login(identifier, password, callback) {
  // Right: callback(null, { user_id: '…', email: '…', email_verified: true })
  // Wrong: callback(new WrongUsernameOrPasswordError(user_id, 'why'))
  // Failed: callback(error)
  callback(new Error('Please implement the login script of this connection.'))
}
