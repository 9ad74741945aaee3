package org.duban.embed.internal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Supplier;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the host and the services: knows which calls are under way, so that a stop can wait for them, and refuses those
 * that come later. Afterwards what the host still holds keeps nothing of the framework alive.
 */
public final class Gate {

    /** Held for reading by each call, for writing for ever by the stop. */
    private final StampedLock calls = new StampedLock();

    private final List<Door<?>> doors = new CopyOnWriteArrayList<>();
    private volatile boolean closing;

    /**
     * The service behind this gate.
     *
     * @param service the one there is now: a part whose configuration changes is made anew; null while there is none
     */
    public <T> T guard(Class<T> type, Supplier<@Nullable T> service) {
        Door<T> door = new Door<>(type, service);
        doors.add(door);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, door));
    }

    /**
     * Refuses every further call and waits for those under way. Idempotent.
     *
     * @return false when some were still under way at the end of the time, or the waiting thread was interrupted
     */
    public boolean close(Duration limit) {
        closing = true;
        try {
            return calls.isWriteLocked() || calls.tryWriteLock(limit.toMillis(), TimeUnit.MILLISECONDS) != 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            doors.forEach(Door::forget);
        }
    }

    private final class Door<T> implements InvocationHandler {

        private final Class<T> type;
        private volatile @Nullable Supplier<@Nullable T> service;

        Door(Class<T> type, Supplier<@Nullable T> service) {
            this.type = type;
            this.service = service;
        }

        void forget() {
            service = null;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
                throws Throwable {
            if (method.getDeclaringClass() == Object.class) {
                return ofObject(proxy, method, arguments);
            }
            long stamp = calls.tryReadLock();
            try {
                Supplier<@Nullable T> current = service;
                if (stamp == 0 || closing || current == null) {
                    throw new DubanException(Problem.of(
                            ErrorCode.STOPPED, "督办系统已停止或正在停止，本次操作未执行", "Duban has been stopped; nothing was done"));
                }
                T target = current.get();
                if (target == null) {
                    throw new DubanException(Problem.of(
                            ErrorCode.STOPPED,
                            type.getSimpleName(),
                            null,
                            "稍后再试，或查看日志",
                            "督办系统的这一部分未在运行，本次操作未执行",
                            "This part of Duban isn't running; nothing was done"));
                }
                return method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            } finally {
                if (stamp != 0) {
                    calls.unlockRead(stamp);
                }
            }
        }

        private Object ofObject(Object proxy, Method method, @Nullable Object @Nullable [] arguments) {
            return switch (method.getName()) {
                case "equals" -> arguments != null && proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> type.getSimpleName() + (closing ? " of a stopped Duban" : " of Duban");
            };
        }
    }
}
