// runtime: script_error|script_timeout · login: 400 script_error|script_timeout
function login() {
  throw new Proxy(
    {},
    {
      get() {
        for (;;);
      },
    },
  )
}
