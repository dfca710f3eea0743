// Middleware for Express: whatever is below it must be proven, and `request.relock` says by which browser.
import express from 'express';
import { requestCheck } from '../check/relock.mjs';

/** @param options of requestCheck */
export function relock(options) {
  const check = requestCheck(options);
  return [
    // The very bytes that the proof is bound to, whatever they are parsed to later.
    express.raw({ type: () => true, limit: '1mb' }),
    async (request, response, next) => {
      const { facts, refusal } = await check({
        method: request.method,
        path: request.originalUrl,
        body: Buffer.isBuffer(request.body) ? request.body : undefined,
        header: (name) => request.get(name),
      });
      if (refusal) return response.status(refusal.status).set(refusal.headers).end();
      request.relock = facts;
      return next();
    },
  ];
}
