function getUser(identifier, callback) {
  // Known: callback(null, { user_id: '…', email: '…', email_verified: true })
  // Unknown: callback(null)
  // Failed: callback(error)
  callback(new Error('Please implement the get_user script of this connection.'))
}
