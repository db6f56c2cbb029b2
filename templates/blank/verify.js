function verify(email, callback) {
  // Done: callback(null, true)
  // Unknown: callback(null, false)
  // Failed: callback(error)
  callback(new Error('Please implement the verify script of this connection.'))
}
