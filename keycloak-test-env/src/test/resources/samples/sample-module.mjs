// Makes what the frontend sample exports callable from the test.
import * as sample from '/frontend.mjs';

Object.assign(window, sample);
