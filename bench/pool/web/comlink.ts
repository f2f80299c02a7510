import { expose } from '../threads/serving';

expose();
