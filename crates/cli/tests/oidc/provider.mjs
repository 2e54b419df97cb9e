// An OpenID provider for the browser tests: node provider.mjs FILE_OF_OIDC_PROVIDER
// It prints its address, then reads the address to which people may come back, one line. Whoever signs in
// is who they say, with any password.
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const { Provider } = await import(pathToFileURL(process.argv[2]));

const server = createServer();
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));

for await (const back of createInterface({ input: process.stdin })) {
  const client = { client_id: "cotmoc", client_secret: "only-for-tests", redirect_uris: [back] };
  const provider = new Provider(`http://127.0.0.1:${server.address().port}`, { clients: [client] });
  server.on("request", provider.callback());
  console.log("ready");
}
