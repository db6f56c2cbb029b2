function deleteUser(id, callback) {
  // Gone, or never there: callback(null)
  // Failed: callback(error)
  callback(new Error('Please implement the delete script of this connection.'))
}
