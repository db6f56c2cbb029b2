function changePassword(email, newPassword, callback) {
  // Done: callback(null, true)
  // Unknown: callback(null, false)
  // Failed: callback(error)
  callback(new Error('Please implement the change_password script of this connection.'))
}
