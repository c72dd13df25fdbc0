// Gives the list at the door from this device when there is no connection. It sees that page only, and forgets it
// as soon as the server no longer gives it to whoever holds the device.
const CACHE = "mkbroute-deur";
const GONE = [401, 403, 404, 410];

const newest = async (request) => {
  const cache = await caches.open(CACHE);
  try {
    const reply = await fetch(request);
    if (reply.ok && !reply.redirected) await cache.put(request, reply.clone());
    else if (reply.type === "opaqueredirect" || GONE.includes(reply.status)) await cache.delete(request);
    return reply;
  } catch {
    return (await cache.match(request, { ignoreVary: true })) ?? Response.error();
  }
};

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  if (event.request.method === "GET") event.respondWith(newest(event.request));
});
